using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

public sealed class RestartTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_restart_after_each_step_changes_nothing()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync()).Is(202);
        await fixture.RestartAsync();
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
        await fixture.RestartAsync();
        (await customer.TopUpAsync("10000.00")).Is(201);
        await fixture.RestartAsync();
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        (await customer.PayAsync(amount: amount)).Is(201);
        await fixture.RestartAsync();

        (await customer.CabinetAsync("GET", "account")).Is(200);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [1000000], [Kopecks(amount)]);
        Assert.Equal(1, customer.Count("Доступ"));
    }

    [Fact]
    public async Task A_message_that_waited_for_the_functions_is_handled_when_they_are_back()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.System.StopFunctionsAsync();
        var form = Forms.TopUp(customer.AccountNumber, "900.00", "waited", fixture.System.Clock.GetUtcNow());
        await fixture.SendAsync("topups", form.ToJsonString());

        await fixture.System.StartFunctionsAsync(cancellationToken: TestContext.Current.CancellationToken);

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }
}
