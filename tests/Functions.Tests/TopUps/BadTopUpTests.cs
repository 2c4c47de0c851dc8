namespace Functions.Tests.TopUps;

public sealed class BadTopUpTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    public static TheoryData<string, string> InvalidFields => new()
    {
        { "externalId", "null" },
        { "externalId", "\"\"" },
        { "externalId", $"\"{new string('i', 129)}\"" },
        { "externalId", "\"two\\nlines\"" },
        { "accountNumber", "null" },
        { "accountNumber", "\"\"" },
        { "accountNumber", "\"123\"" },
        { "accountNumber", "\"1234567890\"" },
        { "accountNumber", "\"abcdefghij\"" },
        { "receivedAt", "null" },
        { "receivedAt", "\"2099-01-01T00:00:00Z\"" },
        { "receivedAt", "\"1970-01-01T00:00:00Z\"" },
        { "receivedAt", "\"0001-01-01T00:00:00Z\"" },
        { "receivedAt", "\"yesterday\"" },
        { "receivedAt", "\"22.11.2026\"" },
        { "receivedAt", "\"2026-11-22\"" },
        { "receivedAt", "\"2026-11-22T09:00:00\"" },
        { "receivedAt", "\"2026-13-22T09:00:00Z\"" },
        { "receivedAt", "\"2026-11-22T09:00:00+25:00\"" },
        { "amount.amount", "\"1e9\"" },
        { "amount.amount", "1e9" },
        { "amount.amount", "\"-1\"" },
        { "amount.amount", "\"0\"" },
        { "amount.amount", "\"0.001\"" },
        { "amount.amount", "\"9999999999999999\"" },
        { "amount.currency", "null" },
    };

    [Theory]
    [MemberData(nameof(InvalidFields))]
    public async Task An_invalid_field_is_named_and_nothing_is_booked(string path, string value) =>
        (await SendAsync(path, value)).IsProblem(422, "validation-failed", path);

    [Fact]
    public async Task A_time_that_is_no_text_is_refused() =>
        (await SendAsync("receivedAt", "1700000000")).IsProblem(400, "malformed-body");

    [Fact]
    public async Task Another_currency_is_refused() =>
        (await SendAsync("amount.currency", "\"USD\"")).IsProblem(422, "currency-not-supported");

    [Fact]
    public async Task An_unknown_account_is_not_found()
    {
        var unusedNumber = Enumerable.Range(0, 100)
            .Select(Billing.AccountNumber.From)
            .First(number => number != fixture.Customer.AccountNumber);

        (await SendAsync("accountNumber", $"\"{unusedNumber}\"")).IsProblem(404, "account-not-found");
    }

    [Fact]
    public async Task A_top_up_of_nothing_says_all_that_is_missing() =>
        (await fixture.UnchangedByAsync(() => fixture.Api.AutomateAsync("POST", "topups", new { })))
            .IsProblem(422, "validation-failed", "externalId", "accountNumber", "receivedAt", "amount.amount");

    /// <summary>Sends a top-up with one field replaced, and fails the test if that changes a row.</summary>
    private Task<Reply> SendAsync(string path, string value)
    {
        var form = Forms.TopUp(
            fixture.Customer.AccountNumber,
            "1.00",
            Guid.NewGuid().ToString(),
            fixture.System.Clock.GetUtcNow());
        var text = form.With(path, "here").ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal);
        return fixture.UnchangedByAsync(() => fixture.Api.AutomateAsync("POST", "topups", text));
    }
}
