namespace Local.Tests;

/// <summary>An outside world of its own for each test.</summary>
public abstract class OutsideWorldTest : IAsyncLifetime
{
    protected OutsideWorld World { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        World = await OutsideWorld.StartAsync(cancellationToken: Stop);
        Http = new() { BaseAddress = World.Url };
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await World.DisposeAsync();
    }
}
