using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

/// <summary>Starts the functions again with other tariffs, so it has a system for itself.</summary>
public sealed class WithdrawnTariffTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_repeated_key_is_answered_with_the_first_payment_after_the_tariff_was_withdrawn()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        (await customer.PayAsync()).Is(201);
        var form = Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer.Password);
        var payment = (await customer.PayAsync(form, "key")).Is(201);
        await fixture.QuietAsync();

        await fixture.System.StopFunctionsAsync();
        await fixture.System.StartFunctionsAsync(
            builder => builder.Configuration["Tariffs:0:Id"] = "successor",
            TestContext.Current.CancellationToken);

        var repeat = (await fixture.UnchangedByAsync(() => customer.PayAsync(form, "key"))).Is(200);
        Assert.True(JsonNode.DeepEquals(payment.Json, repeat.Json), repeat.Text);
        (await fixture.UnchangedByAsync(() => customer.PayAsync(form.With("months", 2), "key")))
            .IsProblem(422, "idempotency-key-reused");
        (await fixture.UnchangedByAsync(() => customer.PayAsync(form, "new")))
            .IsProblem(422, "validation-failed", "tariff");
    }
}
