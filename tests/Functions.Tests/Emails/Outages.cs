using Local;

namespace Functions.Tests.Emails;

/// <summary>What tests of a mail service that is down have in common.</summary>
internal static class Outages
{
    /// <summary>A customer whose e-mail meets an outage.</summary>
    public static async Task<Customer> WaitingAsync(this FaultySystemFixture fixture, MailFault outage)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.DrainAsync();
        fixture.System.World.MailFaults.Outage = outage;
        (await customer.TopUpAsync("900.00")).Is(201);
        await fixture.IsDownAsync(customer);
        return customer;
    }

    /// <summary>Moves the clock, and waits until the service was asked again and its answer was stored.</summary>
    public static async Task PassAndTryAsync(this FaultySystemFixture fixture, TimeSpan time)
    {
        var mail = fixture.System.World.MailFaults;
        var before = mail.Played;
        fixture.Pass(time);
        await Eventually.IsAsync(() => mail.Played > before, "The service was asked.");
        await Eventually.IsAsync(
            () => fixture.Invocations.Of("SendEmail").Concat(fixture.Invocations.Of("SendCredentialsEmail"))
                .All(run => run.Ended),
            "Its answer is stored.");
    }

    /// <summary>Waits until an e-mail of the customer met the outage.</summary>
    public static Task IsDownAsync(this FaultySystemFixture fixture, Customer customer) => Eventually.IsAsync(
        async () => (await fixture.EmailsAsync(customer)).Any(email => email.ContainsKey("DownSince")),
        "The e-mail waits.");
}
