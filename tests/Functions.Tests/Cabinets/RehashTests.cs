using System.Buffers.Binary;

namespace Functions.Tests.Cabinets;

/// <summary>Restarts the functions with another setting, so it has a system for itself.</summary>
public sealed class RehashTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_password_hashed_with_fewer_rounds_is_hashed_anew_when_it_is_used()
    {
        var customer = await fixture.NewCustomerAsync();
        var before = (await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash");
        await fixture.System.StopFunctionsAsync();
        await fixture.System.StartFunctionsAsync(builder => builder.Configuration["Cabinet:HashIterations"] = "2000", TestContext.Current.CancellationToken);

        (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        Assert.Equal(before, (await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash"));
        (await customer.LogInAsync()).Is(200);

        var after = Convert.FromBase64String((await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash"));
        Assert.Equal(2000, BinaryPrimitives.ReadInt32BigEndian(after.AsSpan(5)));
        (await customer.LogInAsync()).Is(200);
    }
}
