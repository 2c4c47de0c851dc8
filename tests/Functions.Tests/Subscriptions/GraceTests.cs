using System.Globalization;

namespace Functions.Tests.Subscriptions;

/// <summary>Days of grace, where they are configured: the number works on, and is paid for without a gap.</summary>
public sealed class GraceTests(GraceFixture fixture) : IClassFixture<GraceFixture>
{
    [Fact]
    public async Task A_number_works_on_in_grace_and_is_paid_for_without_a_gap_or_ends_after_it()
    {
        const string Late = "+79007770001";
        const string Unwanted = "+79007770002";
        var (customer, ends) = await fixture.NewPaidAsync("3000.00", Late, Unwanted);
        await fixture.MidnightAsync(ends.AddDays(1));

        var connections = await customer.ConnectionsAsync();
        Assert.Equal("paid", connections["connections.0.status"]);
        Assert.Equal(
            ends.AddDays(GraceFixture.Days).ToString("O", CultureInfo.InvariantCulture),
            connections["connections.0.graceUntil"]);
        await fixture.MidnightAsync(ends.AddDays(GraceFixture.Days));
        var paid = (await customer.PayAsync()).Is(201);
        Assert.Equal(("3000.00", ends.AddDays(1).ToString("O", CultureInfo.InvariantCulture)), (
            paid["amount.amount"],
            paid["periodStart"]));

        (await customer.OwnAsync("POST", "connection-removals", new { phone = Unwanted })).Is(204);

        await fixture.MidnightAsync(ends.AddDays(GraceFixture.Days + 1));
        Assert.Equal("expired", await fixture.StatusAsync(customer, Unwanted));
        Assert.Equal(("paid", "expired"), (
            await fixture.StatusAsync(customer),
            await fixture.StatusAsync(customer, Late)));
        Assert.Null((await customer.ConnectionsAsync())["connections.0.graceUntil"]);
    }
}

/// <summary>A product that gives three days of grace.</summary>
public sealed class GraceFixture(AzuriteFixture azurite) : ExpiringFixture(azurite)
{
    public const int Days = 3;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Subscriptions:GraceDays"] = Days.ToString(CultureInfo.InvariantCulture),
    };
}
