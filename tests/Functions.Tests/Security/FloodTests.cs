using System.Collections.Concurrent;

namespace Functions.Tests.Security;

/// <summary>Strangers log in as fast as they can, with the real cost of a hash.</summary>
public sealed class FloodTests(FloodTests.DefaultFixture fixture) : IClassFixture<FloodTests.DefaultFixture>
{
    private const int Strangers = 200;

    [Fact]
    public async Task Two_hundred_log_ins_at_a_time_are_answered_and_so_are_a_payment_and_the_health_check()
    {
        var (customer, victim) = (await fixture.NewCustomerAsync("10000.00"), await fixture.NewCustomerAsync());
        var replies = new ConcurrentQueue<Reply>();
        using var end = new CancellationTokenSource();
        var flood = Task.WhenAll(Enumerable.Range(0, Strangers).Select(async stranger =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                // Half of them guess at one cabinet, the others at a new login each time, which is never locked.
                var login = stranger % 2 == 0 ? victim.Login : $"stranger-{stranger}-{i}";
                var guess = new { login, password = "wrong password" };
                replies.Enqueue(await fixture.Api.SendAsync("POST", "cabinet/session", guess));
            }
        }));
        await Eventually.IsAsync(
            () => flood.IsCompleted || (replies.Any(Is(401)) && replies.Any(Is(429))),
            "Some log-ins are checked, and some are refused as too many.");

        (await fixture.Api.SendAsync("GET", "health")).Is(200);
        (await customer.PayAsync()).Is(201);

        Assert.False(flood.IsCompleted);
        await end.CancelAsync();
        await flood;
        Assert.All(replies, reply => Assert.True(reply.Status is 401 or 423 or 429, reply.Text));
        Assert.All(
            replies.Where(reply => reply.Status is 429 or 423),
            reply => Assert.True(reply.Headers.ContainsKey("Retry-After")));
    }

    private static Func<Reply, bool> Is(int status) => reply => reply.Status == status;

    /// <summary>The default settings, with the real cost of a hash.</summary>
    public sealed class DefaultFixture(AzuriteFixture azurite) : SystemFixture(azurite)
    {
        protected override Dictionary<string, string?> Settings => [];
    }
}
