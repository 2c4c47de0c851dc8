using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>The workflows on GitHub.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Files = [.. Repository.Files(".github/workflows", "*.yml")];

    [Fact]
    public void Every_action_is_pinned_by_its_commit_and_says_which_version_that_is()
    {
        var lines = (from file in Files
                     from match in Uses().Matches(Repository.Read(file))
                     select $"{file}: {match.Value}").ToList();

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
            Assert.Matches(@"uses: (\./\S+|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", line));
    }

    [Fact]
    public void The_tools_that_deploy_have_exact_versions()
    {
        var deploy = Repository.Read(".github/workflows/deploy.yml");
        var azd = AzdVersion().Match(deploy).Groups[1].Value;

        Assert.Matches(@"^\d+\.\d+\.\d+$", azd);
        Assert.Contains(
            $"azd:0\": {{ \"version\": \"{azd}\" }}",
            Repository.Read(".devcontainer/devcontainer.json"),
            StringComparison.Ordinal);
        Assert.All(Files, file =>
            Assert.DoesNotMatch(@"@latest\b|version: latest\b|\bbicep build\b", Repository.Read(file)));
    }

    [Fact]
    public void Every_workflow_may_only_read_by_default() =>
        Assert.All(Files, file => Assert.Contains(
            "\npermissions:\n  contents: read\n",
            Repository.Read(file),
            StringComparison.Ordinal));

    [Fact]
    public void The_deployment_sets_every_variable_that_the_infrastructure_reads()
    {
        var names = EnvironmentVariable().Matches(Repository.Read("infra/main.bicepparam"))
            .Select(match => match.Groups[1].Value)
            .Distinct();
        var workflow = Repository.Read(".github/workflows/deploy.yml");

        Assert.All(names, name => Assert.Matches($"\n      {name}: ", workflow));
    }

    [GeneratedRegex(@"Azure/setup-azd@.*\n\s+with:\n(?:\s+#.*\n)*\s+version: (\S+)")]
    private static partial Regex AzdVersion();

    [GeneratedRegex(@"uses: .*")]
    private static partial Regex Uses();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex EnvironmentVariable();
}
