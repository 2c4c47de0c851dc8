using System.Text.Json.Nodes;
using Billing;

namespace Functions.Tests.Payments;

public sealed class MidnightTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task At_midnight_in_Moscow_the_price_changes_and_a_repeated_payment_is_answered_as_before()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        var clock = fixture.System.Clock;
        var midnight = BusinessDay.EndOf(BusinessDay.FromInstant(clock.GetUtcNow()));
        clock.Advance(midnight - clock.GetUtcNow() - TimeSpan.FromMinutes(5));
        var quote = (await customer.QuoteAsync()).Is(200);
        var form = Forms.Payment("+79007654321", "base", 1, quote["amount.amount"]!, customer.Password);
        var payment = (await customer.PayAsync(form, "before")).Is(201);

        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.True(clock.GetUtcNow() > DateTimeOffset.Parse(quote["validUntil"]!, null));
        var refusal = await fixture.UnchangedByAsync(() => customer.PayAsync(amount: quote["amount.amount"]));
        refusal.IsProblem(409, "price-changed");
        Assert.Equal(BusinessDay.FromInstant(clock.GetUtcNow()), DateOnly.Parse(refusal["quote.periodStart"]!, null));
        Assert.NotEqual(quote["amount.amount"], refusal["quote.amount.amount"]);
        Assert.True(JsonNode.DeepEquals((await customer.QuoteAsync()).Json, refusal.At("quote")));
        Assert.Equal(payment["paymentId"], (await customer.PayAsync(form, "before")).Is(200)["paymentId"]);
        (await customer.PayAsync(amount: refusal["quote.amount.amount"])).Is(201);
    }

    [Fact]
    public async Task A_subscription_that_ended_yesterday_is_shown_as_ended_and_is_paid_anew_from_today()
    {
        // The first password would expire before the month ends.
        const string ownPassword = "a password of my own";
        var customer = await fixture.NewCustomerAsync("50000.00");
        (await customer.LogInAsync()).Is(200);
        var change = new { currentPassword = customer.Password, newPassword = ownPassword };
        (await customer.CabinetAsync("POST", "password", change)).Is(200);
        var clock = fixture.System.Clock;
        var payment = (await customer.PayAsync(password: ownPassword)).Is(201);
        var lastDay = DateOnly.Parse(payment["paidThrough"]!, null);

        clock.Advance(BusinessDay.EndOf(lastDay) - clock.GetUtcNow() - TimeSpan.FromMinutes(5));
        Assert.Equal("paid", (await customer.ConnectionsAsync())["connections.0.status"]);
        clock.Advance(TimeSpan.FromMinutes(6));
        var connections = await customer.ConnectionsAsync();
        clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal("expired", connections["connections.0.status"]);
        Assert.Equal("Истекла", connections["connections.0.statusText"]);
        Assert.Equal(payment["paidThrough"], connections["connections.0.paidThrough"]);
        Assert.Equal(lastDay.AddDays(4), DateOnly.Parse((await customer.QuoteAsync()).Is(200)["periodStart"]!, null));
        Assert.Equal("paid", (await customer.PayAsync(password: ownPassword)).Is(201)["subscription.status"]);
    }
}
