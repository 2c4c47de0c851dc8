using System.Globalization;
using System.Text.Json.Nodes;
using Billing;
using Functions.Tests.Reconciliation;

namespace Functions.Tests.Subscriptions;

/// <summary>A tariff that is chosen, or paid for in advance, is never shown as that of the days before it.</summary>
public sealed class PaidPeriodsTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_chosen_tariff_is_not_paid_for_and_the_choice_can_be_taken_back()
    {
        var customer = await fixture.NewCustomerAsync("20000.00");
        var payment = (await customer.PayAsync()).Is(201);
        var balance = await customer.BalanceAsync();

        var change = (await customer.ChooseAsync(tariff: "extended")).Is(200);
        var undone = (await customer.ChooseAsync(tariff: "base")).Is(200);

        Assert.Equal(("extended", "base", "paid"), (change["tariff"], change["paidTariff"], change["status"]));
        Assert.Equal(("base", "base", "paid"), (undone["tariff"], undone["paidTariff"], undone["status"]));
        Assert.All([change, undone], reply => AssertPeriods(reply.Json, ("base", payment["paidThrough"]!)));
        Assert.Equal(balance, await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_tariff_paid_in_advance_begins_after_the_last_day_of_the_one_before()
    {
        var customer = await fixture.NewCustomerAsync("30000.00");
        Assert.Empty((await customer.ChooseAsync()).Is(201).At("paidPeriods")!.AsArray());
        var first = (await customer.PayAsync()).Is(201);
        (await customer.ChooseAsync(tariff: "extended")).Is(200);
        var second = (await customer.PayAsync(tariff: "extended")).Is(201);
        var (now, next) = (first["paidThrough"]!, second["paidThrough"]!);

        AssertPeriods(await ConnectionAsync(), ("base", now), ("extended", next));
        var row = (await fixture.Rows.OfAsync(customer.ClientId))[Tampering.Subscription(Customer.Phone)];
        Assert.Equal($$"""[{"TariffId":"base","PaidThrough":"{{now}}"}]""", row.GetString("EarlierPeriods"));
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Empty(await fixture.FailuresAsync(customer));

        fixture.PassUntil(BusinessDay.EndOf(Day(now)).AddHours(1));
        AssertPeriods(await ConnectionAsync(), ("extended", next));
        fixture.PassUntil(BusinessDay.EndOf(Day(next)).AddHours(1));
        var ended = await ConnectionAsync();
        AssertPeriods(ended);
        Assert.Equal(("expired", "extended"), ((string)ended["status"]!, (string)ended["paidTariff"]!));

        async Task<JsonNode> ConnectionAsync() => (await customer.ConnectionsAsync()).Is(200).At("connections.0")!;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void AssertPeriods(JsonNode connection, params (string Tariff, string PaidThrough)[] expected) =>
        Assert.Equal(
            expected,
            connection["paidPeriods"]!.AsArray().Select(period =>
                ((string)period!["tariff"]!, (string)period["paidThrough"]!)));
}
