using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Local;

/// <summary>The pinned Azurite of this folder's package-lock.json, installed by npm beside it.</summary>
internal static class AzuritePackage
{
    private const int LongestError = 400;
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    /// <summary>Installs what the lock file names, unless just that is installed, and returns the folder.</summary>
    /// <exception cref="LocalException">Node.js is missing or the installation failed.</exception>
    public static async Task<string> InstallAsync(Action<string>? say, CancellationToken stop)
    {
        await RunAsync("node", "--version", Root.Path, stop);
        var folder = Path.Combine(Root.Path, "src", "Local", "Azurite");
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"), stop)));
        var stamp = Path.Combine(folder, "node_modules", ".installed");

        // Several test programs may start at once on a fresh clone; one installs, the others wait for it.
        await using var turn = await TakeTurnAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Root.Path, ".local")).FullName, "npm.lock"), stop);
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp, stop) != wanted)
        {
            say?.Invoke("Installing Azurite, the storage emulator (once)…");
            await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --ignore-scripts --no-audit --no-fund", folder, stop);
            await File.WriteAllTextAsync(stamp, wanted, stop);
        }

        return folder;
    }

    private static async Task<FileStream> TakeTurnAsync(string path, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, stop);
            }
        }
    }

    private static async Task RunAsync(string program, string arguments, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(stop).WaitAsync(InstallLimit, stop);
            if (process.ExitCode != 0)
            {
                throw new LocalException($"`{program} {arguments}` failed with exit code {process.ExitCode}: {OneLine(await errors + await output)}");
            }
        }
        catch (Win32Exception)
        {
            throw new LocalException($"{program} was not found. Install Node.js 20 or newer (https://nodejs.org) and run this again.");
        }
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestError ? line : $"{line[..LongestError]}…";
    }
}
