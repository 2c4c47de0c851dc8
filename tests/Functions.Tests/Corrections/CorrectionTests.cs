using Functions.Tests.Statements;

namespace Functions.Tests.Corrections;

public sealed class CorrectionTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private readonly BankDesk _bank = new(fixture);

    [Fact]
    public async Task The_same_key_corrects_once_and_a_payment_is_given_back_in_parts()
    {
        var customer = await fixture.NewCustomerAsync("5000.00");
        (await customer.PayAsync()).Is(201);
        var before = Cents(await customer.BalanceAsync());
        var part = new
        {
            entry = 2,
            amount = new { amount = "100.00", currency = "RUB" },
            reason = "перебой связи",
            @operator = "Иванова",
        };

        var first = (await CorrectAsync(customer, part, "once")).Is(201);
        var again = (await CorrectAsync(customer, part, "once")).Is(200);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(before + 10_000, Cents(await customer.BalanceAsync()));
        (await CorrectAsync(customer, new { entry = 1, reason = "другое", @operator = "Иванова" }, "once"))
            .IsProblem(422, "idempotency-key-reused");
        (await CorrectAsync(customer, new { entry = 9, reason = "нет", @operator = "Иванова" }))
            .IsProblem(422, "validation-failed", "entry");
        (await CorrectAsync(customer, new { entry = 1 })).IsProblem(422, "validation-failed", "operator", "reason");
        (await fixture.Api.AutomateAsync("POST", "accounts/0000000018/corrections", part, Key()))
            .IsProblem(404, "account-not-found");
    }

    [Fact]
    public async Task Unspent_money_is_returned_to_its_payer_sent_by_the_bank_and_on_the_account_again_if_it_bounces()
    {
        var customer = await fixture.NewCustomerAsync();
        var line = _bank.Transfer("901.00", customer.AccountNumber);
        await _bank.UploadAsync(_bank.File([line]));

        var returned = (await ReturnAsync(customer, 1)).Is(201);
        Assert.Equal(("return", "-901.00"), (returned["kind"], returned["amount.amount"]));
        await customer.LetterAsync("Возвращаем");
        var sent = _bank.Transfer("901.00", "Возврат аванса") with { IsCredit = false };
        var back = _bank.Transfer("901.00", "Возврат: счёт закрыт", inn: "", account: "30302810000000000001");
        await fixture.QuietAsync();
        var report = await _bank.UploadAsync(_bank.File([sent, back, line]));

        Assert.Equal("return-sent return-sent", BankDesk.ResultOf(report, sent));
        Assert.Equal("suspense no-match", BankDesk.ResultOf(report, back));
        var id = (string)BankDesk.LineOf(report, back)["movementId"]!;
        var bounce = new
        {
            accountNumber = customer.AccountNumber,
            entry = 2,
            reason = "счёт закрыт",
            @operator = "Иванова",
        };
        Assert.Equal(
            "bounced",
            (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/bounce", bounce)).Is(200)["status"]);
        (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/bounce", bounce)).Is(200);
        Assert.Equal("901.00", await customer.BalanceAsync());
        (await ReturnAsync(customer, 2)).IsProblem(422, "validation-failed", "entry");
    }

    [Fact]
    public async Task Money_from_an_account_that_nobody_told_is_not_returned()
    {
        var customer = await fixture.NewCustomerAsync("10.00");

        (await ReturnAsync(customer, 1)).IsProblem(422, "validation-failed", "entry");
    }

    private Task<Reply> CorrectAsync(Customer customer, object form, string? key = null) => fixture.Api.AutomateAsync(
        "POST",
        $"accounts/{customer.AccountNumber}/corrections",
        form,
        Key(key is null ? null : customer.ClientId + key));

    private Task<Reply> ReturnAsync(Customer customer, int entry) => fixture.Api.AutomateAsync(
        "POST",
        $"accounts/{customer.AccountNumber}/returns",
        new { entry, reason = "заявление клиента", @operator = "Иванова" },
        Key());

    private static (string Name, string Value) Key(string? key = null) =>
        ("Idempotency-Key", key ?? Guid.NewGuid().ToString());

    private static long Cents(string amount) => long.Parse(
        amount.Replace(".", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);
}
