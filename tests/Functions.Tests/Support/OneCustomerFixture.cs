namespace Functions.Tests;

/// <summary>A product with one customer and no work left to do. For calls that must change nothing.</summary>
public sealed class OneCustomerFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    /// <summary>Has a cabinet, a session, 100,000 roubles less one payment, a paid number and an unpaid one.</summary>
    public Customer Customer { get; private set; } = null!;

    /// <summary>The customer's unpaid number.</summary>
    public const string UnpaidPhone = "+79007654321";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Customer = await NewCustomerAsync("100000.00");
        (await Customer.PayAsync()).Is(201);
        (await Customer.ChooseAsync(UnpaidPhone)).Is(201);
        (await Customer.LogInAsync()).Is(200);
        await QuietAsync();
    }
}
