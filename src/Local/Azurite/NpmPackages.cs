using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Local;

/// <summary>What a folder's package-lock.json pins, installed by npm beside it.</summary>
internal static class NpmPackages
{
    private const int LongestError = 400;
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    /// <summary>Installs what the lock file names, unless just that is installed, and returns the folder.</summary>
    /// <param name="folder">The lock file's folder, from the root of the repository, with slashes.</param>
    /// <param name="what">What is installed, in words for <paramref name="say"/>.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LocalException">Node.js is missing or the installation failed.</exception>
    public static async Task<string> InstallAsync(
        string folder, string what, Action<string>? say, CancellationToken cancellationToken)
    {
        await RunAsync("node", "--version", Root.Path, cancellationToken);
        folder = Path.Combine([Root.Path, .. folder.Split('/')]);
        var lockFile = await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), cancellationToken);
        var wanted = Convert.ToHexString(SHA256.HashData(lockFile));
        var stamp = Path.Combine(folder, "node_modules", ".installed");

        await using var turn = await Turn.TakeAsync("npm", cancellationToken);
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp, cancellationToken) != wanted)
        {
            say?.Invoke($"Installing {what} (once)…");
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            await RunAsync(npm, "ci --ignore-scripts --no-audit --no-fund", folder, cancellationToken);
            await File.WriteAllTextAsync(stamp, wanted, cancellationToken);
        }

        return folder;
    }

    private static async Task RunAsync(
        string program, string arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(InstallLimit, cancellationToken);
            if (process.ExitCode != 0)
            {
                var said = OneLine(await errors + await output);
                throw new LocalException($"`{program} {arguments}` failed with exit code {process.ExitCode}: {said}");
            }
        }
        catch (Win32Exception)
        {
            throw new LocalException(
                $"{program} was not found. Install Node.js 20 or newer (https://nodejs.org) and run this again.");
        }
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestError ? line : $"{line[..LongestError]}…";
    }
}
