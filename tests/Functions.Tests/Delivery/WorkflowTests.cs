using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>What the workflows on GitHub run.</summary>
public sealed partial class WorkflowTests
{
    [Fact]
    public void Every_action_is_pinned_by_its_commit_and_says_which_version_that_is()
    {
        var uses = Repository.Files(".github/workflows", "*.yml").SelectMany(file => Uses().Matches(Repository.Read(file)).Select(match => $"{file}: {match.Value}")).ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(@"uses: (\./\S+|[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", line));
    }

    [Fact]
    public void Every_workflow_starts_with_no_more_than_reading() =>
        Assert.All(Repository.Files(".github/workflows", "*.yml"), file => Assert.Contains("\npermissions:\n  contents: read\n", Repository.Read(file), StringComparison.Ordinal));

    [Fact]
    public void The_deployment_sets_every_variable_that_the_infrastructure_reads()
    {
        var read = EnvironmentVariable().Matches(Repository.Read("infra/main.bicepparam")).Select(match => match.Groups[1].Value).Distinct();
        var workflow = Repository.Read(".github/workflows/deploy.yml");

        Assert.All(read, name => Assert.Matches($"\n      {name}: ", workflow));
    }

    [GeneratedRegex(@"uses: .*")]
    private static partial Regex Uses();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex EnvironmentVariable();
}
