using System.Diagnostics;
using Functions.Telemetry;

namespace Functions.Tests.Telemetry;

/// <summary>One trace, from what a customer did to the letter that tells him so.</summary>
public sealed class TraceTests(CrashingFixture fixture) : IClassFixture<CrashingFixture>, IDisposable
{
    private readonly Spans _spans = new();

    // Past the check against the API document, which knows nothing of crashes.
    private readonly HttpClient _http = new();

    [Fact]
    public async Task From_the_requisites_to_the_accepted_letter_it_is_one_trace()
    {
        var (trace, header) = Spans.NewTrace();

        await SubmitAsync(header, 202);

        var submitted = await _spans.FindAsync(trace, "SubmitClient");
        var made = await _spans.FindAsync(trace, "CreateCabinet");
        var sent = await AcceptedAsync(trace);
        Assert.Equal((submitted.SpanId, made.SpanId), (made.ParentSpanId, sent.ParentSpanId));
        Assert.Equal("Credentials", sent.GetTagItem(Signals.Kind));
        Assert.Equal(202, submitted.GetTagItem(Signals.Status));
        Assert.All([submitted, made, sent], span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task From_a_payment_to_its_receipt_it_is_one_trace()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync("10000.00");

        (await PayAsync(customer, header)).Is(201);

        var paid = await _spans.FindAsync(trace, "PostPayment");
        var sent = await AcceptedAsync(trace);
        Assert.Equal(paid.SpanId, sent.ParentSpanId);
        Assert.Equal("PaymentReceipt", sent.GetTagItem(Signals.Kind));
        Assert.Equal((customer.ClientId, customer.ClientId), (paid.GetTagItem(Signals.ClientId), sent.GetTagItem(Signals.ClientId)));
    }

    [Fact]
    public async Task A_letter_that_a_crash_left_behind_still_belongs_to_its_trace()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync("10000.00");
        fixture.CrashOnce("PostPayment");

        (await PayAsync(customer, header)).Is(500);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(3));

        var paid = await _spans.FindAsync(trace, "PostPayment");
        var sent = await AcceptedAsync(trace);
        Assert.Equal(paid.SpanId, sent.ParentSpanId);
        Assert.Equal((ActivityStatusCode.Error, typeof(InvalidOperationException).FullName), (paid.Status, paid.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_cabinet_that_a_crash_left_behind_still_belongs_to_its_trace()
    {
        var (trace, header) = Spans.NewTrace();
        fixture.CrashOnce("SubmitClient");

        await SubmitAsync(header, 500);
        fixture.System.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal((await _spans.FindAsync(trace, "SubmitClient")).SpanId, (await _spans.FindAsync(trace, "CreateCabinet")).ParentSpanId);
        await AcceptedAsync(trace);
    }

    [Fact]
    public async Task A_refusal_names_its_code_in_the_span()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync();

        (await PayAsync(customer, header)).IsProblem(402, "insufficient-funds");

        var refused = await _spans.FindAsync(trace, "PostPayment");
        Assert.Equal((402, "insufficient-funds", ActivityStatusCode.Unset), (refused.GetTagItem(Signals.Status), refused.GetTagItem(Signals.Code), refused.Status));
    }

    [Fact]
    public async Task The_trace_of_a_call_shows_its_storage_requests()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync();

        (await customer.OwnAsync("GET", "connections", headers: header)).Is(200);

        var call = await _spans.FindAsync(trace, "GetConnections");
        Assert.Equal(call.SpanId, (await _spans.FindAsync(trace, "GET Clients")).ParentSpanId);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _http.Dispose();
    }

    private Api Api => new(_http, fixture.System);

    private async Task SubmitAsync((string, string) header, int status)
    {
        var customer = fixture.NewCustomer();
        (await Api.SendAsync("POST", "clients", Forms.Organization(customer.Email), customer.Token, header)).Is(status);
    }

    private async Task<Reply> PayAsync(Customer customer, (string, string) header)
    {
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        return await Api.SendAsync("POST", $"clients/{customer.ClientId}/payments", form, customer.Token, ("Idempotency-Key", Guid.NewGuid().ToString()), header);
    }

    private Task<Activity> AcceptedAsync(ActivityTraceId trace) => _spans.FindAsync(trace, "SendLetter", span => span.GetTagItem(Signals.Outcome) is "accepted");
}
