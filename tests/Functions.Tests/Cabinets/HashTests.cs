namespace Functions.Tests.Cabinets;

public sealed class HashTests(HashTests.DefaultFixture fixture) : IClassFixture<HashTests.DefaultFixture>
{
    [Fact]
    public async Task Passwords_are_hashed_as_OWASP_asks_for()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync()).Is(201);

        var hash = (await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash");
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
    }

    /// <summary>The default settings, with the real cost of a hash.</summary>
    public sealed class DefaultFixture(AzuriteFixture azurite) : SystemFixture(azurite)
    {
        protected override Dictionary<string, string?> Settings => [];
    }
}
