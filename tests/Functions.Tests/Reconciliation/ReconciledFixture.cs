namespace Functions.Tests.Reconciliation;

/// <summary>A product with a client whose rows nobody changes.</summary>
public sealed class ReconciledFixture(AzuriteFixture azurite) : FaultySystemFixture(azurite)
{
    /// <summary>Has money, one paid number, and is in order.</summary>
    public Customer Other { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Other = await NewCustomerAsync("9000000.00");
        (await Other.PayAsync()).Is(201);
        await DrainAsync();
    }
}

/// <summary>Checks of ledgers, as timers and operators have them made.</summary>
internal static class Checks
{
    /// <summary>Has an account checked, and waits for the end.</summary>
    public static Task ReconcileAsync(this FaultySystemFixture fixture, Customer customer, bool isWhole)
    {
        var text = $$"""{"clientId":"{{customer.ClientId}}","isWhole":{{(isWhole ? "true" : "false")}}}""";
        return fixture.CheckedAsync(customer, messages: 1, () => fixture.SendAsync("reconcile-account", text));
    }

    /// <summary>Has the failures of a client's checks run again.</summary>
    public static async Task RetryAsync(this FaultySystemFixture fixture, Customer customer)
    {
        var failures = await fixture.FailuresAsync(customer);
        await fixture.CheckedAsync(customer, failures.Length, async () =>
        {
            foreach (var failure in failures)
            {
                var path = $"failures/{failure.GetProperty("id").GetString()}/retry";
                (await fixture.Api.AutomateAsync("POST", path)).Is(202);
            }
        });
    }

    /// <summary>Whether the account's payments are stopped.</summary>
    public static async Task<bool> IsFrozenAsync(this FaultySystemFixture fixture, Customer customer) =>
        (await fixture.Rows.OfAsync(customer.ClientId))["state-account"].GetBoolean("IsFrozen") == true;
}
