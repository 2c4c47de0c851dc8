[assembly: AssemblyFixture(typeof(Local.Tests.AzuriteFixture))]

namespace Local.Tests;

/// <summary>One storage emulator for all systems that keep nothing; each takes an account of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? _azurite;

    /// <summary>A system of its own with empty state in the shared storage.</summary>
    internal Task<LocalSystem> StartSystemAsync() =>
        LocalSystem.StartAsync(new() { Storage = _azurite!.NewAccount() }, TestContext.Current.CancellationToken);

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(accounts: 50);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
