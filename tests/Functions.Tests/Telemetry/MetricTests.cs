using Azure;
using Azure.Data.Tables;
using Functions.Telemetry;
using Local;

namespace Functions.Tests.Telemetry;

/// <summary>Each number that an operator is shown rises by what happened, once.</summary>
public sealed class MetricTests(FlakyFixture fixture) : IClassFixture<FlakyFixture>, IDisposable
{
    private readonly Measurements _measured = new(fixture.System.Services);

    [Fact]
    public async Task Sign_ups_are_counted_by_kind_and_once()
    {
        var customer = fixture.NewCustomer();
        var form = Forms.Organization(customer.Email);
        (await customer.SubmitAsync(form)).Is(202);
        (await customer.SubmitAsync(form)).Is(200);
        var entrepreneur = fixture.NewCustomer();
        (await entrepreneur.SubmitAsync(Forms.Entrepreneur(entrepreneur.Email))).Is(202);

        Assert.Equal((1, 1), (_measured.Sum("billing.sign_ups kind=organization"), _measured.Sum("billing.sign_ups kind=entrepreneur")));
    }

    [Fact]
    public async Task Money_in_and_out_is_counted_in_number_and_kopecks_and_a_replay_is_not()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync("10000.50", "bank-1")).Is(201);
        (await customer.TopUpAsync("10000.50", "bank-1", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))).Is(422);
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        (await customer.PayAsync(amount: amount, key: "key-1")).Is(201);
        (await customer.PayAsync(amount: amount, key: "key-1")).Is(200);

        Assert.Equal((1, 1000050), (_measured.Sum(Signals.TopUps), _measured.Sum(Signals.TopUpsAmount)));
        Assert.Equal((1, (double)(100 * decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture))), (_measured.Sum(Signals.Payments), _measured.Sum(Signals.PaymentsAmount)));
        await _measured.ReachAsync("billing.letters kind=MoneyArrived outcome=accepted", 1);
        await _measured.ReachAsync("billing.letters kind=PaymentReceipt outcome=accepted", 1);
    }

    [Fact]
    public async Task Letters_are_counted_by_what_became_of_them()
    {
        var customer = fixture.NewCustomer();
        fixture.System.World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromSeconds(30)), customer.Email);
        fixture.System.World.MailFaults.Plan(new MailFault.ServerError(), customer.Email, times: 2);
        fixture.System.World.MailFaults.Plan(new MailFault.RecipientRefused(), customer.Email);

        (await customer.SubmitAsync()).Is(202);
        await _measured.ReachAsync("billing.letters kind=Credentials outcome=delayed", 1);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(5));
        await _measured.ReachAsync("billing.letters kind=Credentials outcome=delayed", 2);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(5));

        await _measured.ReachAsync("billing.letters kind=Credentials outcome=failed", 1);
        Assert.Equal(1, _measured.Sum("billing.failures queue=send-letter"));
        Assert.InRange(_measured.Greatest(Signals.OldestPending), 60, 3600);
    }

    [Fact]
    public async Task Refusals_are_counted_by_code()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.PayAsync()).IsProblem(402, "insufficient-funds");
        (await customer.ChooseAsync(tariff: "none")).Is(422);
        (await fixture.Api.SendAsync("GET", "nothing-here")).Is(404);

        Assert.Equal(
            (1, 1, 1),
            (_measured.Sum("billing.refusals code=insufficient-funds"), _measured.Sum("billing.refusals code=validation-failed"), _measured.Sum("billing.refusals code=not-found")));
    }

    [Fact]
    public async Task Reconciliation_counts_the_accounts_that_agree_and_those_that_do_not()
    {
        var customer = await fixture.NewCustomerAsync("100.00");
        await fixture.QuietAsync();
        await ReconcileAsync();
        await _measured.ReachAsync("billing.reconciled outcome=ok", 1);

        var account = (await fixture.Rows.OfAsync(customer.ClientId))["state-account"];
        account["Balance"] = 5L;
        await fixture.Rows.Table("Clients").UpdateEntityAsync(account, ETag.All, TableUpdateMode.Replace, TestContext.Current.CancellationToken);
        await fixture.Rows.Table("Pending").UpsertEntityAsync(new TableEntity("changed", customer.ClientId), TableUpdateMode.Merge, TestContext.Current.CancellationToken);
        await ReconcileAsync();

        await _measured.ReachAsync("billing.reconciled outcome=mismatch", 1);
        Assert.Equal(1, _measured.Sum("billing.failures queue=reconciliation"));
    }

    [Fact]
    public async Task Storage_requests_are_timed_and_repeated_ones_counted()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.QuietAsync();
        fixture.LoseOnce("Clients");

        (await customer.ConnectionsAsync()).Is(200);

        Assert.Equal(1, _measured.Sum("billing.storage.retries table=Clients"));
        Assert.Contains(_measured.Series, series => series == "billing.storage.duration http.request.method=GET http.response.status_code=0 table=Clients");
        Assert.Contains(_measured.Series, series => series == "billing.storage.duration http.request.method=GET http.response.status_code=200 table=Clients");
        Assert.Contains(_measured.Series, series => series == "billing.storage.duration http.request.method=POST http.response.status_code=202 table=$batch");
    }

    public void Dispose() => _measured.Dispose();

    private async Task ReconcileAsync()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-functions-key", fixture.System.Secrets.MasterKey);
        using var body = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(fixture.System.Url, "/admin/functions/ReconcileBalances"), body, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
    }
}
