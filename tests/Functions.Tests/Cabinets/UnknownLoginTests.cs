using System.Text.RegularExpressions;
using Functions.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Cabinets;

/// <summary>
/// What strangers may ask costs the same for a login that exists and for one that does not. Requests and hashes are
/// compared: on a busy machine, two hundred answers timed in turn do not tell the two apart even where these differ.
/// </summary>
public sealed partial class UnknownLoginTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const int FailuresPerLock = 5;

    [Fact]
    public async Task Every_answer_takes_the_same_requests_for_as_many_rows()
    {
        var customer = await fixture.NewCustomerAsync();
        foreach (var login in new[] { customer.Login, Unknown(1), "nobody@example.com" })
        {
            for (var i = 0; i < FailuresPerLock + 1; i++)
            {
                var isLocked = i == FailuresPerLock;
                var run = await RunOfAsync("LogIn", () => LogInAsync(login), isLocked ? 423 : 401);

                string[] reads = ["query Lookups", "query Clients", "read Clients"];
                Assert.Equal(isLocked ? reads : [.. reads, "transaction"], run.Kinds);

                // The rows of a client are read for an unknown login too: those of the next account.
                Assert.Matches("PartitionKey eq '[0-9a-f]{32}'", run.Requests[1].Text);
                if (!isLocked)
                {
                    Assert.Single(Row().Matches(run.Requests[^1].Text));
                }
            }

            var asking = await RunOfAsync("AskForReset", () => AskAsync(login), 202);
            Assert.Equal(["query Lookups", "send make-reset-link"], asking.Kinds);
        }
    }

    [Fact]
    public async Task A_locked_login_waits_for_a_hash_like_any_other()
    {
        var customer = await fixture.NewCustomerAsync();
        var unknown = Unknown(2);
        await LockAsync(customer.Login);
        await LockAsync(unknown);
        var pool = fixture.System.Services.GetRequiredService<HashingPool>();
        var permits = new List<HashingPermit>();
        while (pool.TryEnter(HashingLane.LogIns) is { } permit)
        {
            permits.Add(permit);
        }

        // No place is left in the lane: whoever is to be hashed is told so.
        string[] logins = [customer.Login, unknown, "stranger"];
        var replies = await Task.WhenAll(logins.Select(LogInAsync));

        permits.ForEach(permit => permit.Dispose());
        Assert.All(replies, reply => reply.IsProblem(429, "too-many-requests"));
        (await LogInAsync(customer.Login)).IsProblem(423, "cabinet-locked");
        (await LogInAsync(unknown)).IsProblem(423, "cabinet-locked");
    }

    private static string Unknown(int number) => "id" + Billing.AccountNumber.From(number);

    private async Task LockAsync(string login)
    {
        for (var i = 0; i < FailuresPerLock; i++)
        {
            await LogInAsync(login);
        }
    }

    private Task<Reply> LogInAsync(string login) =>
        fixture.Api.SendAsync("POST", "cabinet/session", new { login, password = "wrong password" });

    private Task<Reply> AskAsync(string login) =>
        fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login });

    private async Task<Invocation> RunOfAsync(string function, Func<Task<Reply>> call, int status)
    {
        var before = fixture.Invocations.Of(function).Count;
        (await call()).Is(status);
        return fixture.Invocations.Of(function)[before];
    }

    // A transaction has a request for each row.
    [GeneratedRegex(@"^(POST|PUT|PATCH|MERGE) http", RegexOptions.Multiline)]
    private static partial Regex Row();
}
