using System.Globalization;
using Local;

namespace Functions.Tests.Cabinets;

public sealed class LockoutTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private MovableClock Clock => fixture.System.Clock;

    [Fact]
    public async Task Five_wrong_passwords_lock_the_cabinet_and_the_right_one_does_not_open_it()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        await GuessAsync(customer, 5);

        var refusal = await fixture.UnchangedByAsync(() => customer.LogInAsync());
        refusal.IsProblem(423, "cabinet-locked");
        Assert.InRange(Seconds(refusal), 60 * 13, 60 * 15);
        (await fixture.UnchangedByAsync(() => customer.LogInAsync("wrong password")))
            .IsProblem(423, "cabinet-locked");

        // A stranger who knows the login does not stop the customer's payments: they have a counter of their own.
        (await customer.PayAsync(amount: amount)).Is(201);
        Clock.Advance(TimeSpan.FromMinutes(15));
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task Wrong_passwords_at_log_ins_and_at_payments_are_counted_apart()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync())["amount.amount"]!;
        await GuessAsync(customer, 4);

        foreach (var attemptsLeft in new[] { "4", "3", "2", "1", "0" })
        {
            var refusal = await customer.PayAsync(amount: amount, password: "wrong password");
            Assert.Equal(attemptsLeft, refusal.IsProblem(403, "wrong-password")["attemptsLeft"]);
        }

        (await customer.PayAsync(amount: amount)).IsProblem(423, "cabinet-locked");
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync(amount: amount)).IsProblem(423, "cabinet-locked");
        await GuessAsync(customer, 5);
        (await customer.LogInAsync()).IsProblem(423, "cabinet-locked");
        Assert.Equal("10000.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task Each_lock_is_twice_as_long_as_the_one_before_until_a_right_password_comes()
    {
        var customer = await fixture.NewCustomerAsync();

        foreach (var minutes in new[] { 15, 30, 60, 120 })
        {
            await GuessAsync(customer, 5);
            var refusal = (await customer.LogInAsync()).IsProblem(423, "cabinet-locked");
            Assert.InRange(Seconds(refusal), (60 * minutes) - 120, 60 * minutes);
            Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        (await customer.LogInAsync()).Is(200);
        await GuessAsync(customer, 5);
        Assert.InRange(Seconds((await customer.LogInAsync()).IsProblem(423, "cabinet-locked")), 60 * 13, 60 * 15);
    }

    [Fact]
    public async Task A_right_password_starts_the_count_anew()
    {
        var customer = await fixture.NewCustomerAsync();
        await GuessAsync(customer, 4);
        (await customer.LogInAsync()).Is(200);

        await GuessAsync(customer, 4);

        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_lock_of_one_cabinet_does_not_lock_another()
    {
        var customers = await fixture.NewCustomersAsync(2);
        await GuessAsync(customers[0], 5);

        (await customers[0].LogInAsync()).IsProblem(423, "cabinet-locked");
        (await customers[1].LogInAsync()).Is(200);
    }

    private static async Task GuessAsync(Customer customer, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        }
    }

    private static int Seconds(Reply reply) => int.Parse(reply.Headers["Retry-After"], CultureInfo.InvariantCulture);
}
