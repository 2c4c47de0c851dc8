using System.Diagnostics;
using Functions.Telemetry;

namespace Functions.Tests.Telemetry;

/// <summary>A call, its event and the e-mail that follows are in one trace.</summary>
public sealed class TraceTests(CrashingFixture fixture) : IClassFixture<CrashingFixture>, IDisposable
{
    private readonly Spans _spans = new();

    // Does not check answers: the API document does not describe those of a crash.
    private readonly HttpClient _http = new();

    [Fact]
    public async Task From_the_requisites_to_the_accepted_letter_it_is_one_trace()
    {
        var (trace, header) = Spans.NewTrace();

        await SubmitAsync(header, 202);

        var call = await _spans.FindAsync(trace, "SubmitClient");
        var creation = await _spans.FindAsync(trace, "CreateCabinet");
        var following = await _spans.FindAsync(trace, "FollowEvent");
        var email = await AcceptedEmailAsync(trace, "SendCredentialsEmail");
        AssertInSequence(call, creation, following, email);
        Assert.Equal("Credentials", email.GetTagItem(TelemetryNames.Kind));
        Assert.Equal(202, call.GetTagItem(TelemetryNames.Status));
        Assert.All([call, creation, following, email], span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task From_a_payment_to_its_receipt_it_is_one_trace()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync("10000.00");

        (await PayAsync(customer, header)).Is(201);

        var payment = await _spans.FindAsync(trace, "PostPayment");
        var following = await _spans.FindAsync(trace, "FollowEvent");
        var email = await AcceptedEmailAsync(trace, "SendEmail");
        AssertInSequence(payment, following, email);
        Assert.Equal("PaymentReceipt", email.GetTagItem(TelemetryNames.Kind));
        Assert.Equal(customer.ClientId, payment.GetTagItem(TelemetryNames.ClientId));
        Assert.Equal(customer.ClientId, email.GetTagItem(TelemetryNames.ClientId));
    }

    [Fact]
    public async Task An_email_that_is_sent_after_a_crash_belongs_to_the_calls_trace()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync("10000.00");
        fixture.CrashOnce("PostPayment");

        (await PayAsync(customer, header)).Is(500);

        var payment = await _spans.FindAsync(trace, "PostPayment");
        var following = await _spans.FindAsync(trace, "FollowEvent");
        var email = await AcceptedEmailAsync(trace, "SendEmail");
        AssertInSequence(payment, following, email);
        Assert.Equal(ActivityStatusCode.Error, payment.Status);
        Assert.Equal(typeof(InvalidOperationException).FullName, payment.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_cabinet_that_is_created_after_a_crash_belongs_to_the_calls_trace()
    {
        var (trace, header) = Spans.NewTrace();
        fixture.CrashOnce("SubmitClient");

        await SubmitAsync(header, 500);

        var call = await _spans.FindAsync(trace, "SubmitClient");
        var creation = await _spans.FindAsync(trace, "CreateCabinet");
        Assert.Equal(call.SpanId, creation.ParentSpanId);
        await AcceptedEmailAsync(trace, "SendCredentialsEmail");
    }

    [Fact]
    public async Task A_refusal_names_its_code_in_the_span()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync();

        (await PayAsync(customer, header)).IsProblem(402, "insufficient-funds");

        var payment = await _spans.FindAsync(trace, "PostPayment");
        Assert.Equal(402, payment.GetTagItem(TelemetryNames.Status));
        Assert.Equal("insufficient-funds", payment.GetTagItem(TelemetryNames.Code));
        Assert.Equal(ActivityStatusCode.Unset, payment.Status);
    }

    [Fact]
    public async Task The_trace_of_a_call_shows_its_storage_requests()
    {
        var (trace, header) = Spans.NewTrace();
        var customer = await fixture.NewCustomerAsync();

        (await customer.OwnAsync("GET", "connections", headers: header)).Is(200);

        var call = await _spans.FindAsync(trace, "GetConnections");
        var query = await _spans.FindAsync(trace, "GET Clients");
        Assert.Equal(call.SpanId, query.ParentSpanId);
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
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        return await Api.SendAsync("POST", $"clients/{customer.ClientId}/payments", form, customer.Token, key, header);
    }

    private Task<Activity> AcceptedEmailAsync(ActivityTraceId trace, string function) =>
        _spans.FindAsync(trace, function, span => span.GetTagItem(TelemetryNames.Outcome) is "accepted");

    private static void AssertInSequence(params Activity[] spans) => Assert.Equal(
        spans[..^1].Select(span => span.SpanId),
        spans[1..].Select(span => span.ParentSpanId));
}
