using System.Diagnostics;

namespace LocalHost.Tests;

/// <summary>The sample app as it would be deployed, published once for all its tests.</summary>
public sealed class PublishedSample : IAsyncLifetime
{
    /// <summary>Where it is.</summary>
    public string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "published");

    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            "publish", Path.Combine(Repository.Root, "tests", "SampleApp"),
            "--no-restore", "--no-build", "-c", Configuration, "-o", Folder,
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, output);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // The configuration that this program was built in, of which the sample is there already.
    private static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif
}
