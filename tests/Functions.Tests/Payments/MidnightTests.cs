using System.Text.Json.Nodes;
using Billing;

namespace Functions.Tests.Payments;

public sealed class MidnightTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task At_midnight_in_Moscow_the_price_changes_and_what_was_paid_before_is_answered_as_before()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        var clock = fixture.System.Clock;
        var midnight = BusinessDay.EndOf(BusinessDay.Of(clock.GetUtcNow()));
        clock.Advance(midnight - clock.GetUtcNow() - TimeSpan.FromMinutes(5));
        var quote = (await customer.QuoteAsync()).Is(200);
        var other = Forms.Payment("+79007654321", "base", 1, quote["amount.amount"]!, customer.Password);
        var paid = (await customer.PayAsync(other, "before")).Is(201);

        clock.Advance(TimeSpan.FromMinutes(10));
        await fixture.QuietAsync();

        Assert.True(clock.GetUtcNow() > DateTimeOffset.Parse(quote["validUntil"]!, null));
        var refused = (await fixture.UnchangedByAsync(() => customer.PayAsync(amount: quote["amount.amount"]))).IsProblem(409, "price-changed");
        Assert.Equal(BusinessDay.Of(clock.GetUtcNow()), DateOnly.Parse(refused["quote.periodStart"]!, null));
        Assert.NotEqual(quote["amount.amount"], refused["quote.amount.amount"]);
        Assert.True(JsonNode.DeepEquals((await customer.QuoteAsync()).Json, refused.At("quote")));
        Assert.Equal(paid["paymentId"], (await customer.PayAsync(other, "before")).Is(200)["paymentId"]);
        (await customer.PayAsync(amount: refused["quote.amount.amount"])).Is(201);
    }

    [Fact]
    public async Task A_subscription_that_ended_yesterday_is_shown_as_ended_and_is_paid_anew_from_today()
    {
        // The first password would not outlive the month.
        const string own = "a password of his own";
        var customer = await fixture.NewCustomerAsync("50000.00");
        (await customer.LogInAsync()).Is(200);
        (await customer.CabinetAsync("POST", "password", new { currentPassword = customer.Password, newPassword = own })).Is(200);
        var clock = fixture.System.Clock;
        var paid = (await customer.PayAsync(password: own)).Is(201);
        var last = DateOnly.Parse(paid["paidThrough"]!, null);

        clock.Advance(BusinessDay.EndOf(last) - clock.GetUtcNow() - TimeSpan.FromMinutes(5));
        Assert.Equal("paid", (await customer.ConnectionsAsync())["connections.0.status"]);
        clock.Advance(TimeSpan.FromMinutes(6));
        var ended = await customer.ConnectionsAsync();
        clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(("expired", "Истекла", paid["paidThrough"]), (ended["connections.0.status"], ended["connections.0.statusText"], ended["connections.0.paidThrough"]));
        Assert.Equal(last.AddDays(4), DateOnly.Parse((await customer.QuoteAsync()).Is(200)["periodStart"]!, null));
        Assert.Equal("paid", (await customer.PayAsync(password: own)).Is(201)["subscription.status"]);
    }
}
