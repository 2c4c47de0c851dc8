using System.Globalization;
using System.Net;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Functions.Telemetry;
using Local;

namespace Functions.Tests.Telemetry;

/// <summary>Metrics count each event once.</summary>
public sealed class MetricTests(FlakyFixture fixture) : IClassFixture<FlakyFixture>, IDisposable
{
    private const string StorageRequests = "billing.storage.duration http.request.method=";

    private readonly Measurements _measurements = new(fixture.System.Services);

    [Fact]
    public async Task Sign_ups_are_counted_by_kind_and_once()
    {
        var customer = fixture.NewCustomer();
        var form = Forms.Organization(customer.Email);
        (await customer.SubmitAsync(form)).Is(202);
        (await customer.SubmitAsync(form)).Is(200);
        var entrepreneur = fixture.NewCustomer();
        (await entrepreneur.SubmitAsync(Forms.Entrepreneur(entrepreneur.Email))).Is(202);

        Assert.Equal(1, _measurements.Sum("billing.sign_ups kind=organization"));
        Assert.Equal(1, _measurements.Sum("billing.sign_ups kind=entrepreneur"));
    }

    [Fact]
    public async Task Money_in_and_out_is_counted_in_number_and_kopecks_and_a_replay_is_not()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync("10000.50", "bank-1")).Is(201);
        var otherTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        (await customer.TopUpAsync("10000.50", "bank-1", otherTime)).Is(422);
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var kopecks = (double)(100 * decimal.Parse(amount, CultureInfo.InvariantCulture));
        (await customer.PayAsync(amount: amount, key: "key-1")).Is(201);
        (await customer.PayAsync(amount: amount, key: "key-1")).Is(200);

        Assert.Equal(1, _measurements.Sum(TelemetryNames.TopUps));
        Assert.Equal(1000050, _measurements.Sum(TelemetryNames.TopUpsAmount));
        Assert.Equal(1, _measurements.Sum(TelemetryNames.Payments));
        Assert.Equal(kopecks, _measurements.Sum(TelemetryNames.PaymentsAmount));
        await _measurements.ReachAsync("billing.emails kind=MoneyArrived outcome=accepted", 1);
        await _measurements.ReachAsync("billing.emails kind=PaymentReceipt outcome=accepted", 1);
    }

    [Fact]
    public async Task Emails_are_counted_by_outcome()
    {
        var customer = fixture.NewCustomer();
        fixture.System.World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(30)), customer.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.ServerError(), customer.Email, times: 2);
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), customer.Email);

        (await customer.SubmitAsync()).Is(202);
        await _measurements.ReachAsync("billing.emails kind=Credentials outcome=delayed", 1);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(5));
        await _measurements.ReachAsync("billing.emails kind=Credentials outcome=delayed", 2);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(5));
        await _measurements.ReachAsync("billing.emails kind=Credentials outcome=delayed", 3);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(5));

        await _measurements.ReachAsync("billing.emails kind=Credentials outcome=failed", 1);
        Assert.Equal(1, _measurements.Sum("billing.failures queue=send-credentials"));
    }

    [Fact]
    public async Task The_time_from_a_commit_to_the_end_of_what_follows_it_is_measured()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.QuietAsync();
        var before = _measurements.Count(TelemetryNames.EventsDelay);

        (await customer.TopUpAsync("900.00")).Is(201);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(3));

        await Eventually.IsAsync(
            () => _measurements.Count(TelemetryNames.EventsDelay) == before + 1,
            "The event is followed.");
        Assert.InRange(_measurements.Maximum(TelemetryNames.EventsDelay), 180, 300);
    }

    [Fact]
    public async Task Refusals_are_counted_by_code()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.PayAsync()).IsProblem(402, "insufficient-funds");
        (await customer.ChooseAsync(tariff: "none")).Is(422);
        (await fixture.Api.SendAsync("GET", "nothing-here")).Is(404);

        Assert.All(
            ["insufficient-funds", "validation-failed", "not-found"],
            code => Assert.Equal(1, _measurements.Sum($"billing.refusals code={code}")));
    }

    [Fact]
    public async Task Reconciliation_counts_matching_and_mismatching_accounts()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var customer = await fixture.NewCustomerAsync("100.00");
        await fixture.QuietAsync();
        await ReconcileAsync();
        await _measurements.ReachAsync("billing.reconciled outcome=ok", 1);
        await fixture.QuietAsync();

        (await customer.TopUpAsync("100.00")).Is(201);
        await fixture.QuietAsync();
        var account = (await fixture.Rows.OfAsync(customer.ClientId))["state-account"];
        account["Balance"] = 5L;
        await fixture.Rows.Table("Clients")
            .UpdateEntityAsync(account, ETag.All, TableUpdateMode.Replace, cancellationToken);

        // The first run of the timer may still be handing out: it could have this account checked before the change.
        var check = $$"""{"clientId":"{{customer.ClientId}}","isWhole":true}""";
        await fixture.Rows.Queue("reconcile-account").SendMessageAsync(check, cancellationToken);
        fixture.System.LookAt("reconcile-account");

        await _measurements.ReachAsync("billing.reconciled outcome=mismatch", 1);
        Assert.Equal(1, _measurements.Sum("billing.failures queue=reconcile-account"));
    }

    [Fact]
    public async Task Storage_requests_are_timed_and_retries_counted()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.QuietAsync();
        fixture.LoseOnce("Clients");

        (await customer.ConnectionsAsync()).Is(200);

        Assert.Equal(1, _measurements.Sum("billing.storage.retries table=Clients"));
        Assert.Contains($"{StorageRequests}GET http.response.status_code=0 table=Clients", _measurements.Series);
        Assert.Contains($"{StorageRequests}GET http.response.status_code=200 table=Clients", _measurements.Series);
        Assert.Contains($"{StorageRequests}POST http.response.status_code=202 table=$batch", _measurements.Series);
    }

    public void Dispose() => _measurements.Dispose();

    private async Task ReconcileAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-functions-key", fixture.System.Secrets.MasterKey);
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        var address = new Uri(fixture.System.Url, "/admin/functions/ReconcileBalances");
        using var response = await http.PostAsync(address, body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
