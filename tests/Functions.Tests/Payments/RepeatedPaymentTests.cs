using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

/// <summary>Payments under an idempotency key that was used before.</summary>
public sealed class RepeatedPaymentTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string Key = "key";

    [Fact]
    public async Task A_repeated_payment_is_answered_as_before_and_debits_nothing()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var (form, payment) = await RenewAsync(customer);

        var repeat = (await customer.PayAsync(form, Key)).Is(200);
        var otherSpelling = (await customer.PayAsync(form.With("phone", "8 (900) 123-45-67"), Key)).Is(200);

        Assert.True(JsonNode.DeepEquals(payment.Json, repeat.Json), repeat.Text);
        Assert.Equal(payment["paymentId"], otherSpelling["paymentId"]);
        await IsPaidAsync(customer, payment, 2);
    }

    [Fact]
    public async Task A_wrong_password_at_a_repeated_key_counts_and_the_answer_is_the_first_payment()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var (form, payment) = await RenewAsync(customer);
        var mistyped = form.With("password", "wrong password");

        for (var i = 0; i < 3; i++)
        {
            var repeat = (await customer.PayAsync(mistyped, Key)).Is(200);
            Assert.True(JsonNode.DeepEquals(payment.Json, repeat.Json), repeat.Text);
        }

        var refusal = (await customer.PayAsync(mistyped, "new")).IsProblem(403, "wrong-password");
        Assert.Equal("1", refusal["attemptsLeft"]);
        (await customer.PayAsync(mistyped, Key)).Is(200);
        (await customer.PayAsync(form, "new")).IsProblem(423, "cabinet-locked");
        (await customer.PayAsync(mistyped, Key)).Is(200);
        (await customer.PayAsync(form, Key)).Is(200);
        await IsPaidAsync(customer, payment, 2);
    }

    [Fact]
    public async Task A_repeated_payment_is_answered_although_the_balance_is_used_up_and_the_cabinet_locked()
    {
        var customer = await fixture.NewCustomerAsync("3000.00");
        var amount = (await customer.QuoteAsync(months: 1))["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        var payment = (await customer.PayAsync(form, Key)).Is(201);
        for (var i = 0; i < 6; i++)
        {
            await customer.LogInAsync("wrong password");
        }

        (await customer.LogInAsync()).IsProblem(423, "cabinet-locked");
        (await customer.PayAsync(form, Key)).Is(200);
        await IsPaidAsync(customer, payment, 1);
    }

    [Theory]
    [InlineData("phone", "\"+79001234568\"")]
    [InlineData("months", "2")]
    [InlineData("tariff", "\"extended\"")]
    [InlineData("amount.amount", "\"1.00\"")]
    public async Task A_key_may_not_be_used_for_something_else(string field, string value)
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        var payment = (await customer.PayAsync(form, Key)).Is(201);

        var otherForm = form.With(field, JsonNode.Parse(value));
        (await fixture.UnchangedByAsync(() => customer.PayAsync(otherForm, Key)))
            .IsProblem(422, "idempotency-key-reused");
        await IsPaidAsync(customer, payment, 1);
    }

    [Fact]
    public async Task Two_clients_may_use_the_same_key()
    {
        var customers = await fixture.NewCustomersAsync(2, "3000.00");

        var replies = await Task.WhenAll(customers.Select(customer => customer.PayAsync(key: Key)));

        Assert.All(replies, reply => reply.Is(201));
    }

    /// <summary>
    /// Pays a number for the second time: the next month costs the same, so that a repetition could be paid once more.
    /// </summary>
    private async Task<(JsonObject Form, Reply Payment)> RenewAsync(Customer customer)
    {
        (await customer.PayAsync()).Is(201);
        var form = Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer.Password);
        var payment = (await customer.PayAsync(form, Key)).Is(201);
        Assert.Equal("3000.00", (await customer.QuoteAsync())["amount.amount"]);
        await fixture.QuietAsync();
        return (form, payment);
    }

    /// <summary>Fails the test unless the payment is the client's last, and each has one receipt.</summary>
    private static async Task IsPaidAsync(Customer customer, Reply payment, int count)
    {
        Assert.Equal(payment["balanceAfter.amount"], await customer.BalanceAsync());
        Assert.Equal(count, (await customer.OwnAsync("GET", "payments")).Is(200).At("payments")!.AsArray().Count);
        int Receipts() =>
            customer.Letters.Count(email => email.Subject.StartsWith("Оплачено", StringComparison.Ordinal));
        await Eventually.IsAsync(() => Task.FromResult(Receipts() >= count), "Every payment has its receipt.");
        Assert.Equal(count, Receipts());
    }
}
