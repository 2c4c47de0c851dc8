using Local;

[assembly: AssemblyFixture(typeof(Functions.Tests.AzuriteFixture))]

namespace Functions.Tests;

/// <summary>One storage emulator for all the tests; each system takes an account of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? _azurite;

    /// <summary>A connection string to an empty account.</summary>
    public string NewAccount() => _azurite!.NewAccount();

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(accounts: 200);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
