namespace Functions.Tests.Cabinets;

/// <summary>Starts the functions again with another setting, so it has a system for itself.</summary>
public sealed class RehashTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_password_hashed_at_less_cost_is_hashed_anew_when_it_is_used()
    {
        var customer = await fixture.NewCustomerAsync();
        var before = await HashAsync(customer);
        await fixture.System.StopFunctionsAsync();
        await fixture.System.StartFunctionsAsync(
            builder => builder.Configuration["Cabinet:HashMemoryKiB"] = "64",
            TestContext.Current.CancellationToken);

        (await customer.LogInAsync("wrong password")).IsProblem(401, "wrong-credentials");
        Assert.Equal(before, await HashAsync(customer));
        (await customer.LogInAsync()).Is(200);

        Assert.StartsWith("$argon2id$v=19$m=64,t=1,p=1$", await HashAsync(customer), StringComparison.Ordinal);
        (await customer.LogInAsync()).Is(200);
    }

    private async Task<string> HashAsync(Customer customer) =>
        (await fixture.Rows.OfAsync(customer.ClientId))["state-cabinet"].GetString("PasswordHash");
}
