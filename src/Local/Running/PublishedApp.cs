using System.Diagnostics;

namespace Local;

/// <summary>Publishes an app as it is deployed.</summary>
public static class PublishedApp
{
    /// <summary>Publishes a project of the repository (Release), and returns once the folder holds it.</summary>
    /// <param name="project">Folder of the project below the root of the repository.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LocalException">It cannot be published; the message is the first error.</exception>
    public static async Task PublishAsync(string project, string folder, CancellationToken cancellationToken = default)
    {
        await using var turn = await Turn.TakeAsync("publish", cancellationToken);

        // In a place of its own: what is built for this machine stays as it is, also while it runs. The code was
        // analysed when it was built there; twice would take a minute.
        var artifacts = Path.Combine(Root.Path, ".local", "publish");
        string[] arguments =
        [
            "publish", Path.Combine(Root.Path, project), "-c", "Release", "-o", folder,
            "--artifacts-path", artifacts, "-p:RunAnalyzers=false", "-tl:off", "-nologo",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
        {
            var lines = output.Split('\n', StringSplitOptions.TrimEntries);
            var error = lines.FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? lines[^1];
            throw new LocalException($"{project} could not be published: {error}");
        }
    }
}
