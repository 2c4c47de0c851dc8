using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Functions.Security;

namespace Functions.Tests.Delivery;

/// <summary>What the infrastructure has to keep for the app to be right.</summary>
public sealed partial class InfrastructureTests
{
    private static readonly string Storage = Repository.Read("infra/storage.bicep");

    [Fact]
    public void Twice_as_many_calls_are_let_in_as_may_wait_for_a_hash()
    {
        var concurrency = Concurrency().Match(Repository.Read("infra/functions.bicep")).Groups[1].Value;

        Assert.True(int.Parse(concurrency, CultureInfo.InvariantCulture) > 2 * HashingPool.Places);
    }

    [Fact]
    public void The_messages_that_the_host_hands_out_at_a_time_have_a_place_each_in_the_hashing_pool()
    {
        var queues = JsonElement.Parse(Repository.Read("host.json")).GetProperty("extensions").GetProperty("queues");
        var atATime = queues.GetProperty("batchSize").GetInt32() + queues.GetProperty("newBatchThreshold").GetInt32();

        Assert.Equal(HashingPool.BackgroundPlaces, atATime);
    }

    [Fact]
    public void The_app_itself_has_no_role_on_the_container_of_its_package_nor_on_all_blobs()
    {
        var assignments = RoleAssignment().Matches(Storage)
            .Select(match => (Scope: match.Groups[1].Value, Principal: match.Groups[2].Value))
            .Order();

        Assert.Equal(
            [
                ("account", "appId"),
                ("account::blobs::hosts", "appId"),
                ("account::blobs::packages", "deployerId"),
                ("account::blobs::secrets", "appId"),
                ("account::blobs::statements", "appId"),
            ],
            assignments);
        Assert.Contains(
            "for role in ['queueDataContributor', 'tableDataContributor']",
            Storage,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vnetEnabled", "VNET_ENABLED")]
    [InlineData("deleteLock", "DELETE_LOCK")]
    public void Production_is_private_and_locked_unless_somebody_says_otherwise(string parameter, string variable)
    {
        var template = Repository.Read("infra/main.bicep");
        Assert.Contains($"param {parameter} bool = true", template, StringComparison.Ordinal);
        Assert.Contains($"('{variable}', 'true')", Repository.Read("infra/main.bicepparam"), StringComparison.Ordinal);
        Assert.Contains(
            $"{variable}: ${{{{ vars.{variable} || 'true' }}}}",
            Repository.Read(".github/workflows/deploy.yml"),
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"perInstanceConcurrency: (\d+)")]
    private static partial Regex Concurrency();

    [GeneratedRegex(@"roleAssignments@.*?scope: (\S+).*?principalId: (\S+)", RegexOptions.Singleline)]
    private static partial Regex RoleAssignment();
}
