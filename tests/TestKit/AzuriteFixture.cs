using Local;

namespace TestKit;

/// <summary>One storage emulator for all tests of a program; each system or test takes its own account.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int AccountCount = 500;

    private Azurite? _azurite;

    /// <summary>A connection string to an empty account.</summary>
    public string NewAccount() => _azurite!.NewAccount();

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync(accounts: AccountCount);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
