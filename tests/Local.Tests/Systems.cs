[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Local.Tests;

/// <summary>Systems that keep nothing.</summary>
internal static class Systems
{
    /// <summary>A system of its own with empty state in the shared storage.</summary>
    public static Task<LocalSystem> StartSystemAsync(this AzuriteFixture azurite) =>
        LocalSystem.StartAsync(new() { Storage = azurite.NewAccount() }, TestContext.Current.CancellationToken);
}
