using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Functions.Telemetry;
using Local;

namespace Functions.Tests.Telemetry;

/// <summary>What leaves the process as telemetry holds ids and numbers, never what a customer would mind.</summary>
[Collection(Alone.Name)]
public sealed partial class PrivacyTests(ObservedFixture fixture) : IClassFixture<ObservedFixture>
{
    private const string WrongPassword = "Wrong-password-4711";
    private const string ChosenPassword = "Chosen-password-4712";
    private const string RestoredPassword = "Restored-password-4713";
    private const string StrangeToken = "eyJhbGciOiJub25lIn0.c3RyYW5nZS10b2tlbg.c2ln";
    private const string StrayEmail = "stray-4714@example.com";

    private readonly HashSet<string> _secrets =
    [
        WrongPassword, ChosenPassword, RestoredPassword, StrangeToken, StrayEmail,
        "79001234567", "4951234567", "773370857141", "40702810900000002851", "30101810200000000827",
        "Ромашка", "Петрова", "Иванов", "Летниковская", "Оплата по счёту",
    ];

    [Fact]
    public async Task No_log_line_span_or_metric_holds_personal_data_or_a_secret()
    {
        await SendPoisonAsync();
        var customer = await FiveStepsAsync();
        await RefusalsAsync(customer);
        await RestoreAsync(customer);
        await MailFaultsAsync();
        await LockoutAsync();
        await SubscriptionEndsAsync(customer);
        await Eventually.IsAsync(
            async () => (await fixture.Api.AutomateAsync("GET", "failures")).Text.Contains("not understood", StringComparison.Ordinal), "The message that is none is recorded.");
        await fixture.System.StopFunctionsAsync();

        // It all came, so a leak would be seen.
        var collector = fixture.Collector;
        Assert.All(["traces", "logs"], signal => Assert.True(collector.Holds(signal, customer.ClientId), $"The {signal} name the client by id."));
        Assert.All([Signals.SignUps, Signals.PaymentsAmount, Signals.Refusals, Signals.StorageDuration], name => Assert.True(collector.Holds("metrics", name), name));
        Assert.False(collector.Holds("metrics", customer.ClientId), "Metrics have no dimension of clients.");

        Assert.All(
            from secret in _secrets
            from form in new[] { secret, Uri.EscapeDataString(secret) }.Distinct()
            from signal in (string[])["traces", "metrics", "logs"]
            select (signal, form),
            leak => Assert.False(collector.Holds(leak.signal, leak.form), collector.Holds(leak.signal, leak.form) ? $"{leak.signal} hold {leak.form}: {collector.Around(leak.signal, leak.form)}" : ""));
    }

    private async Task<Customer> FiveStepsAsync()
    {
        var customer = await SignUpAsync(fixture.NewCustomer());
        (await customer.TopUpAsync("10000.00")).Is(201);
        (await customer.ChooseAsync()).Is(201);
        (await customer.PayAsync()).Is(201);
        await customer.LetterAsync(letter => letter.Subject.StartsWith("Оплачено", StringComparison.Ordinal));
        var entrepreneur = fixture.NewCustomer();
        _secrets.Add(entrepreneur.Email);
        (await entrepreneur.SubmitAsync(Forms.Entrepreneur(entrepreneur.Email))).Is(202);
        await entrepreneur.LetterAsync(letter => letter.Subject.StartsWith("Доступ", StringComparison.Ordinal));
        return customer;
    }

    private async Task RefusalsAsync(Customer customer)
    {
        (await customer.WidgetAsync("POST", "clients", Forms.Organization(customer.Email).With("bank.account", "40702810900000002852"))).Is(422);
        (await customer.WidgetAsync("POST", "clients", Forms.Entrepreneur(StrayEmail).With("inn", "not an ИНН"))).Is(422);
        (await customer.WidgetAsync("POST", "clients", $$"""{"contact":{"email":"{{StrayEmail}}","name":7} }""")).Is(400);
        (await fixture.Api.SendAsync("GET", "tariffs", bearer: StrangeToken)).Is(401);
        (await customer.PayAsync(password: WrongPassword)).Is(403);
        (await customer.PayAsync(amount: "1.00")).Is(409);
        (await customer.PayAsync(months: 12)).Is(402);
    }

    private async Task RestoreAsync(Customer customer)
    {
        (await customer.LogInAsync()).Is(200);
        _secrets.Add(customer.Session);
        (await customer.CabinetAsync("POST", "password", new { currentPassword = customer.Password, newPassword = ChosenPassword })).Is(200);
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login = customer.Login })).Is(202);
        var token = TokenInLink().Match((await customer.LetterAsync(letter => letter.Subject.StartsWith("Восстановление", StringComparison.Ordinal))).Text).Groups[1].Value;
        Assert.NotEmpty(token);
        _secrets.UnionWith([token, token.Split('.')[^1]]);
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", new { token, newPassword = RestoredPassword })).Is(204);
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", new { token, newPassword = ChosenPassword })).Is(403);
    }

    private async Task MailFaultsAsync()
    {
        var customer = fixture.NewCustomer();
        _secrets.Add(customer.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.ServerError(), customer.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.LostAnswer(), customer.Email);
        (await customer.SubmitAsync()).Is(202);

        // After the second fault the letter waits a minute.
        await Eventually.IsAsync(
            async () =>
            {
                fixture.System.Clock.Advance(TimeSpan.FromSeconds(10));
                return (await customer.ReadAsync())["status"] == "credentials-sent";
            },
            "The letter is found to be sent.");
        await KnowAsync(customer);

        var refused = fixture.NewCustomer();
        _secrets.Add(refused.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), refused.Email);
        (await refused.SubmitAsync()).Is(202);
        await Eventually.IsAsync(async () => (await refused.ReadAsync())["status"] == "failed", "The letter failed.");
    }

    private async Task LockoutAsync()
    {
        var customer = await SignUpAsync(fixture.NewCustomer());
        for (var i = 0; i < 5; i++)
        {
            (await customer.LogInAsync(WrongPassword)).Is(401);
        }

        (await customer.LogInAsync(WrongPassword)).Is(423);
        (await fixture.Api.SendAsync("POST", "cabinet/session", new { login = StrayEmail, password = WrongPassword })).Is(401);
    }

    private async Task SubscriptionEndsAsync(Customer customer)
    {
        fixture.System.Clock.Advance(new CalendarDuration(1, TimeSpan.Zero));
        await customer.LetterAsync(letter => letter.Subject.StartsWith("Подписка на", StringComparison.Ordinal));
        await fixture.QuietAsync();
    }

    private async Task<Customer> SignUpAsync(Customer customer)
    {
        (await customer.SubmitAsync()).Is(202);
        await KnowAsync(customer);
        return customer;
    }

    private async Task KnowAsync(Customer customer)
    {
        await customer.WaitForCredentialsAsync();
        _secrets.UnionWith([customer.Email, customer.Password, customer.Token, customer.Token.Split('.')[^1]]);
    }

    /// <summary>Messages that cannot be handled, with what they must not be quoted with.</summary>
    private async Task SendPoisonAsync()
    {
        _secrets.UnionWith([fixture.System.Secrets.FunctionKey, fixture.System.Secrets.MasterKey]);
        foreach (var queue in new[] { Functions.Storage.Queues.SendLetter, Functions.Storage.Queues.TopUps })
        {
            var client = new QueueClient(fixture.System.Storage, queue);
            await client.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken);
            await client.SendMessageAsync($$"""{"payer":"{{StrayEmail}}","amount":"Иванов"}""", TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex(@"token=([0-9a-z.-]+)")]
    private static partial Regex TokenInLink();
}
