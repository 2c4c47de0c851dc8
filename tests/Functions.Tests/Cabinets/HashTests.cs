using System.Buffers.Binary;

namespace Functions.Tests.Cabinets;

public sealed class HashTests(HashTests.DefaultFixture fixture) : IClassFixture<HashTests.DefaultFixture>
{
    [Fact]
    public async Task Passwords_are_hashed_as_OWASP_asks_for()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync()).Is(201);

        var hash = Convert.FromBase64String((await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash"));

        // The format of ASP.NET Core Identity: version, pseudo-random function (2 is HMAC-SHA512), iterations, big-endian.
        Assert.Equal((1, 2, 220_000), (hash[0], BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5))));
    }

    /// <summary>The settings as they are without tests.</summary>
    public sealed class DefaultFixture(AzuriteFixture azurite) : SystemFixture(azurite)
    {
        protected override Dictionary<string, string?> Settings => [];
    }
}
