namespace Functions.Tests.Subscriptions;

/// <summary>Numbers that are taken off the list, and what they are called.</summary>
public sealed class RemoveConnectionTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_number_that_was_never_paid_for_goes_without_a_trace()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.ChooseAsync()).Is(201);

        (await RemoveAsync(customer)).Is(204);
        (await RemoveAsync(customer)).Is(204);

        Assert.Empty((await customer.ConnectionsAsync()).At("connections")!.AsArray());
        Assert.Null((await customer.ReadAsync())["cabinet.due"]);
        (await customer.ChooseAsync()).Is(201);
    }

    [Fact]
    public async Task A_paid_number_stays_until_it_has_ended_and_comes_back_with_a_tariff()
    {
        var customer = await fixture.NewCustomerAsync("9000.00");
        (await LabelAsync(customer, "Приёмная")).Is(201);
        (await customer.PayAsync()).Is(201);
        (await RemoveAsync(customer)).IsProblem(409, "connection-paid");

        fixture.System.Clock.Advance(TimeSpan.FromDays(40));
        (await RemoveAsync(customer)).Is(204);
        (await RemoveAsync(customer)).Is(204);
        Assert.Empty((await customer.ConnectionsAsync()).At("connections")!.AsArray());
        Assert.Null((await customer.ReadAsync())["cabinet.due"]);

        Assert.Equal(("expired", "Приёмная"), Shown((await customer.ChooseAsync()).Is(200)));
        Assert.Equal(
            ("expired", "Приёмная"),
            Shown(await customer.ConnectionsAsync(), "connections.0."));
    }

    [Fact]
    public async Task What_a_number_is_called_is_tidied_up_kept_and_taken_away()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.ChooseAsync()).Is(201);

        var named = (await LabelAsync(customer, " Отдел \u200bпродаж\n", tariff: null)).Is(200);
        Assert.Equal(("base", "Отдел продаж"), (named["tariff"], named["label"]));
        Assert.Equal("Отдел продаж", (await customer.ChooseAsync(tariff: "extended")).Is(200)["label"]);
        (await LabelAsync(customer, new string('я', 41))).IsProblem(422, "validation-failed", "label");
        (await LabelAsync(customer, "a\u0007b")).IsProblem(422, "validation-failed", "label");
        Assert.Null((await LabelAsync(customer, " ")).Is(200)["label"]);
        (await customer.OwnAsync("POST", "connections", new { phone = "+79009999999", label = "Склад" }))
            .IsProblem(422, "validation-failed", "tariff");
    }

    private static (string?, string?) Shown(Reply reply, string path = "") =>
        (reply[path + "status"], reply[path + "label"]);

    private static Task<Reply> LabelAsync(Customer customer, string label, string? tariff = "base") =>
        customer.OwnAsync("POST", "connections", new { phone = Customer.Phone, tariff, label });

    private static Task<Reply> RemoveAsync(Customer customer) =>
        customer.OwnAsync("POST", "connection-removals", new { phone = Customer.Phone });
}
