using Local;

namespace Functions.Tests.Emails;

/// <summary>The mail service is down for hours.</summary>
public sealed class OutageTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>, IAsyncLifetime
{
    private MailFaults Mail => fixture.System.World.MailFaults;

    public ValueTask InitializeAsync() => fixture.BeginAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_service_is_asked_more_and_more_seldom_but_once_an_hour()
    {
        await fixture.WaitingAsync(new MailFault.ServerError());
        var before = Mail.Played;

        for (var minute = 0; minute < 120; minute += 10)
        {
            fixture.Pass(TimeSpan.FromMinutes(10));
            await fixture.TriedAgainAsync("SendEmail");
        }

        // After about 10, 20, 40 and 80 minutes.
        Assert.InRange(Mail.Played - before, 3, 6);
        await fixture.PassAndTryAsync(TimeSpan.FromMinutes(65));
        await fixture.PassAndTryAsync(TimeSpan.FromMinutes(65));
    }

    [Fact]
    public async Task An_outage_begins_anew_when_the_service_answered_in_between()
    {
        var customer = await fixture.WaitingAsync(new MailFault.ServerError());
        await fixture.PassAndTryAsync(TimeSpan.FromHours(40));
        Mail.Outage = new MailFault.TooManyRequests(TimeSpan.FromMinutes(1));
        await fixture.PassAndTryAsync(TimeSpan.FromMinutes(65));
        await Eventually.IsAsync(
            async () => !(await fixture.EmailAsync(customer, "entry-1")).ContainsKey("DownSince"),
            "The outage is over.");
        Mail.Outage = new MailFault.ServerError();

        await fixture.PassAndTryAsync(TimeSpan.FromHours(40));
        await fixture.PassAndTryAsync(TimeSpan.FromHours(40));

        Assert.Empty(await fixture.FailuresAsync(customer));
    }
}
