namespace Functions.Tests.Payments;

public sealed class PayTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_customer_pays_a_subscription_from_the_balance()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);

        var paid = (await customer.PayAsync(months: 2)).Is(201);

        Assert.Equal(("paid", "Оплачено"), (paid["subscription.status"], paid["subscription.statusText"]));
        await customer.LetterAsync(letter => letter.Subject.StartsWith("Оплачено", StringComparison.Ordinal));
    }
}
