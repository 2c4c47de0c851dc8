using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Functions.Outbox;
using Functions.Telemetry;
using Local;

namespace Functions.Tests.Telemetry;

/// <summary>Telemetry has ids and numbers, but no personal data and no secrets.</summary>
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
        await Eventually.IsAsync(IsPoisonRecordedAsync, "The malformed message is recorded.");
        await fixture.System.StopFunctionsAsync();

        // The telemetry arrived, so that it would have shown a leak.
        var collector = fixture.Collector;
        Assert.True(collector.Contains("traces", customer.ClientId), "The traces name the client by id.");
        Assert.True(collector.Contains("logs", customer.ClientId), "The logs name the client by id.");
        Assert.False(collector.Contains("metrics", customer.ClientId), "Metrics have no dimension of clients.");
        Assert.All(
            [
                TelemetryNames.SignUps, TelemetryNames.PaymentsAmount, TelemetryNames.Refusals,
                TelemetryNames.StorageDuration, TelemetryNames.EventsDelay, TelemetryNames.Emails,
            ],
            name => Assert.True(collector.Contains("metrics", name), name));

        var leaks = (from secret in _secrets
                     from text in new[] { secret, Uri.EscapeDataString(secret) }.Distinct()
                     from signal in (string[])["traces", "metrics", "logs"]
                     where collector.Contains(signal, text)
                     select $"{signal} contain {text}: {collector.Context(signal, text)}").ToList();
        Assert.True(leaks.Count == 0, string.Join('\n', leaks));
    }

    private async Task<bool> IsPoisonRecordedAsync()
    {
        var failures = await fixture.Api.AutomateAsync("GET", "failures");
        return failures.Text.Contains("not understood", StringComparison.Ordinal);
    }

    private async Task<Customer> FiveStepsAsync()
    {
        var customer = await SignUpAsync(fixture.NewCustomer());
        (await customer.TopUpAsync("10000.00")).Is(201);
        (await customer.ChooseAsync()).Is(201);
        (await customer.PayAsync()).Is(201);
        await customer.LetterAsync("Оплачено");
        var entrepreneur = fixture.NewCustomer();
        _secrets.Add(entrepreneur.Email);
        (await entrepreneur.SubmitAsync(Forms.Entrepreneur(entrepreneur.Email))).Is(202);
        await entrepreneur.LetterAsync("Доступ");
        return customer;
    }

    private async Task RefusalsAsync(Customer customer)
    {
        var wrongAccount = Forms.Organization(customer.Email).With("bank.account", "40702810900000002852");
        (await customer.WidgetAsync("POST", "clients", wrongAccount)).Is(422);
        var wrongInn = Forms.Entrepreneur(StrayEmail).With("inn", "not an ИНН");
        (await customer.WidgetAsync("POST", "clients", wrongInn)).Is(422);
        var malformedBody = $$"""{"contact":{"email":"{{StrayEmail}}","name":7} }""";
        (await customer.WidgetAsync("POST", "clients", malformedBody)).Is(400);
        (await fixture.Api.SendAsync("GET", "tariffs", bearer: StrangeToken)).Is(401);
        (await customer.PayAsync(password: WrongPassword)).Is(403);
        (await customer.PayAsync(amount: "1.00")).Is(409);
        (await customer.PayAsync(months: 12)).Is(402);
    }

    private async Task RestoreAsync(Customer customer)
    {
        (await customer.LogInAsync()).Is(200);
        _secrets.Add(customer.Session);
        var change = new { currentPassword = customer.Password, newPassword = ChosenPassword };
        (await customer.CabinetAsync("POST", "password", change)).Is(200);
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login = customer.Login })).Is(202);
        var token = TokenInLink().Match((await customer.LetterAsync("Восстановление")).Text).Groups[1].Value;
        Assert.NotEmpty(token);
        _secrets.UnionWith([token, token.Split('.')[^1]]);
        (await ConfirmAsync(RestoredPassword)).Is(204);
        (await ConfirmAsync(ChosenPassword)).Is(403);

        Task<Reply> ConfirmAsync(string newPassword) =>
            fixture.Api.SendAsync("POST", "cabinet/password-reset/confirm", new { token, newPassword });
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
            "The letter is sent.");
        await WaitForSecretsAsync(customer);

        var other = fixture.NewCustomer();
        _secrets.Add(other.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), other.Email);
        (await other.SubmitAsync()).Is(202);
        await Eventually.IsAsync(async () => (await other.ReadAsync())["status"] == "failed", "The letter failed.");
    }

    private async Task LockoutAsync()
    {
        var customer = await SignUpAsync(fixture.NewCustomer());
        for (var i = 0; i < 5; i++)
        {
            (await customer.LogInAsync(WrongPassword)).Is(401);
        }

        (await customer.LogInAsync(WrongPassword)).Is(423);
        var unknownLogin = new { login = StrayEmail, password = WrongPassword };
        (await fixture.Api.SendAsync("POST", "cabinet/session", unknownLogin)).Is(401);
    }

    private async Task SubscriptionEndsAsync(Customer customer)
    {
        fixture.System.Clock.Advance(new CalendarDuration(1, TimeSpan.Zero));
        await customer.LetterAsync("Подписка на");
        await fixture.QuietAsync();
    }

    private async Task<Customer> SignUpAsync(Customer customer)
    {
        (await customer.SubmitAsync()).Is(202);
        await WaitForSecretsAsync(customer);
        return customer;
    }

    private async Task WaitForSecretsAsync(Customer customer)
    {
        await customer.WaitForCredentialsAsync();
        _secrets.UnionWith(
            [customer.Email, customer.Password, customer.Token, customer.Token.Split('.')[^1]]);
    }

    // Messages that cannot be handled. Their content must not be logged.
    private async Task SendPoisonAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var message = $$"""{"payer":"{{StrayEmail}}","amount":"Иванов"}""";
        _secrets.UnionWith([fixture.System.Secrets.FunctionKey, fixture.System.Secrets.MasterKey]);
        foreach (var queue in new[] { QueueNames.SendEmail, QueueNames.TopUps })
        {
            var client = new QueueClient(fixture.System.Storage, queue);
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await client.SendMessageAsync(message, cancellationToken);
        }
    }

    [GeneratedRegex(@"token=([0-9a-z.-]+)")]
    private static partial Regex TokenInLink();
}
