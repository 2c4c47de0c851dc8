using System.Text;
using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

public sealed class BadPaymentTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    public static TheoryData<string?> Keys => new(
        null,
        "",
        " ",
        new string('k', 65),
        new string('k', 300),
        "with space",
        "ключ",
        "tab\tinside",
        "é");

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_payment_needs_a_key_of_one_to_64_visible_characters(string? key) =>
        (await fixture.UnchangedByAsync(async () => await fixture.Customer.PayAsync(await FormAsync(), key)))
            .IsProblem(400, "idempotency-key-required");

    [Fact]
    public async Task Two_keys_are_no_key()
    {
        var form = await FormAsync();

        var reply = await fixture.UnchangedByAsync(() => fixture.Customer.OwnAsync(
            "POST",
            "payments",
            form,
            ("Idempotency-Key", "one"),
            ("Idempotency-Key", "two")));

        reply.IsProblem(400, "idempotency-key-required");
    }

    [Theory]
    [InlineData("phone", "null")]
    [InlineData("phone", "\"no phone\"")]
    [InlineData("phone", "\"\"")]
    [InlineData("tariff", "null")]
    [InlineData("tariff", "\"none\"")]
    [InlineData("months", "null")]
    [InlineData("months", "0")]
    [InlineData("months", "-1")]
    [InlineData("months", "13")]
    [InlineData("months", "1.5")]
    [InlineData("months", "1e99")]
    [InlineData("months", "\"1\"")]
    [InlineData("months", "[1]")]
    [InlineData("periodStart", "\"\"")]
    [InlineData("periodStart", "\"01.12.2026\"")]
    [InlineData("periodStart", "\"2026-02-30\"")]
    [InlineData("method", "null")]
    [InlineData("method", "\"card\"")]
    [InlineData("password", "null")]
    [InlineData("password", "\"\"")]
    public async Task A_wrong_field_is_named(string field, string value) =>
        (await SendAsync(field, value)).IsProblem(422, "validation-failed", field);

    [Fact]
    public async Task A_password_that_is_too_long_to_be_one_is_not_hashed() =>
        (await SendAsync("password", $"\"{new string('p', 129)}\"")).IsProblem(422, "validation-failed", "password");

    [Theory]
    [InlineData("\"1e9\"")]
    [InlineData("1e9")]
    [InlineData("900.00")]
    [InlineData("\"-1\"")]
    [InlineData("\"0\"")]
    [InlineData("\"0.00\"")]
    [InlineData("\"0.001\"")]
    [InlineData("\"1,50\"")]
    [InlineData("\"+1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1 000.00\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\"٣\"")]
    [InlineData("\"NaN\"")]
    [InlineData("\"9999999999999999999999\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("null")]
    public async Task An_amount_is_a_text_of_roubles_and_kopecks(string amount) =>
        (await SendAsync("amount.amount", amount)).IsProblem(422, "validation-failed", "amount.amount");

    [Theory]
    [InlineData("\"USD\"")]
    [InlineData("\"rub\"")]
    [InlineData("\"RUR\"")]
    [InlineData("\"\"")]
    public async Task Another_currency_is_refused(string currency) =>
        (await SendAsync("amount.currency", currency)).IsProblem(422, "currency-not-supported");

    [Theory]
    [InlineData("null")]
    [InlineData("643")]
    [InlineData("\"\\ud800\"")]
    public async Task An_amount_without_a_currency_is_refused(string currency) =>
        (await SendAsync("amount.currency", currency)).IsProblem(422, "validation-failed", "amount.currency");

    [Fact]
    public async Task A_payment_of_nothing_says_all_that_is_missing() =>
        (await fixture.UnchangedByAsync(() => fixture.Customer.PayAsync(new { }, "empty")))
            .IsProblem(422, "validation-failed", "phone", "tariff", "months", "method", "password", "amount.amount");

    /// <summary>Sends a payment with one field replaced, and fails the test if that changes a row.</summary>
    private async Task<Reply> SendAsync(string path, string value)
    {
        var form = (await FormAsync()).With(path, "here").ToJsonString();
        var content = new StringContent(
            form.Replace("\"here\"", value, StringComparison.Ordinal),
            Encoding.UTF8,
            "application/json");
        return await fixture.UnchangedByAsync(() => fixture.Customer.PayAsync(content, Guid.NewGuid().ToString()));
    }

    private async Task<JsonObject> FormAsync()
    {
        var quote = await fixture.Customer.QuoteAsync(OneCustomerFixture.UnpaidPhone);
        return Forms.Payment(
            OneCustomerFixture.UnpaidPhone,
            "base",
            1,
            quote["amount.amount"]!,
            fixture.Customer.Password);
    }
}
