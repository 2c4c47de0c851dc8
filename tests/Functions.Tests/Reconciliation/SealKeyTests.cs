using System.Security.Cryptography;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Reconciliation;

/// <summary>Keys of seals are exchanged without a break.</summary>
public sealed class SealKeyTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    // One for all tests of the class: rows that one of them sealed stay readable for the checks of the others.
    private static readonly string NewKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private string OldKey => Convert.ToBase64String(fixture.System.Secrets.SealKey);

    [Fact]
    public async Task A_new_key_is_first_known_then_seals_and_rows_of_the_old_one_stay_good()
    {
        await RestartAsync(OldKey, NewKey);
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        var old = await KeyOfAsync(customer, "state-account");

        await RestartAsync(OldKey, NewKey);
        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.DrainAsync();
        Assert.Equal(old, await KeyOfAsync(customer, "state-account"));

        await RestartAsync(NewKey, OldKey);
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();
        Assert.NotEqual(old, await KeyOfAsync(customer, "state-account"));
        Assert.Equal(old, await KeyOfAsync(customer, Tampering.Entry(1)));
        await fixture.ReconcileAsync(customer, isWhole: true);
        Assert.Empty(await fixture.FailuresAsync(customer));
        Assert.False(await fixture.IsFrozenAsync(customer));
    }

    /// <summary>An instance that has no new key yet meets rows of one that has: a matter of minutes.</summary>
    [Fact]
    public async Task A_key_that_is_unknown_within_its_first_hour_is_no_mismatch()
    {
        await RestartAsync(OldKey, NewKey);
        var customer = await fixture.NewCustomerAsync("10000.00");
        await fixture.DrainAsync();
        await RestartAsync(NewKey);

        (await customer.ReadAsync()).IsProblem(503, "service-unavailable");
        var runs = fixture.Invocations.Of("ReconcileAccount").Count;
        await fixture.SendAsync(
            "reconcile-account",
            $$"""{"clientId":"{{customer.ClientId}}","isWhole":true}""");
        await Eventually.IsAsync(
            () => fixture.Invocations.Of("ReconcileAccount").Count > runs + 2,
            "The check was put back.");
        Assert.Empty(await fixture.FailuresAsync(customer));

        await RestartAsync(OldKey, NewKey);
        await fixture.DrainAsync();
        Assert.False(await fixture.IsFrozenAsync(customer));
        Assert.Empty(await fixture.FailuresAsync(customer));
        (await customer.PayAsync()).Is(201);
        await fixture.DrainAsync();
    }

    private async Task<string> KeyOfAsync(Customer customer, string rowKey) =>
        (await fixture.Rows.OfAsync(customer.ClientId))[rowKey].GetString("Seal").Split(':')[0];

    private async Task RestartAsync(params string[] keys)
    {
        await fixture.System.StopFunctionsAsync();
        await fixture.System.StartFunctionsAsync(
            builder => builder.Services.PostConfigure<SealSettings>(settings => settings.Keys = keys),
            TestContext.Current.CancellationToken);
    }
}
