namespace Functions.Tests;

/// <summary>A product at rest with one customer who has all that one can have: for calls that must change nothing.</summary>
public sealed class OneCustomerFixture(AzuriteFixture azurite) : SystemFixture(azurite)
{
    /// <summary>He has a cabinet, a session, 100,000 roubles, a paid number and an unpaid one.</summary>
    public Customer Customer { get; private set; } = null!;

    /// <summary>The number that he never paid.</summary>
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
