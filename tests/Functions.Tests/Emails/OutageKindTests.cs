using Local;

namespace Functions.Tests.Emails;

/// <summary>The mail service is down, in every way there is, for longer than the queue tries.</summary>
public sealed class OutageKindTests(FaultySystemFixture fixture)
    : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    private static readonly Dictionary<string, MailFault> Faults = new()
    {
        ["an error of its own"] = new MailFault.ServerError(),
        ["no connection"] = new MailFault.NoConnection(),
        ["no answer in time"] = new MailFault.Silence(),
        ["nobody let in"] = new MailFault.NoAccess(),
    };

    /// <summary>What a service that is down looks like.</summary>
    public static TheoryData<string> Outages => [.. Faults.Keys];

    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task It_delays_an_email_that_then_comes_once(string outage)
    {
        var customer = await fixture.WaitingAsync(Faults[outage]);
        for (var i = 0; i < 3; i++)
        {
            await fixture.PassAndTryAsync(TimeSpan.FromMinutes(65));
        }

        Assert.Equal(0, customer.CountOf(MailCases.MoneyArrived));
        fixture.System.World.MailFaults.Outage = null;
        await fixture.SettleAsync();
        Assert.Equal(1, customer.CountOf(MailCases.MoneyArrived));
        Assert.Equal("sent", (await fixture.EmailAsync(customer, "entry-1"))["Status"]);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }
}
