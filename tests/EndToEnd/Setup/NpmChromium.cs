using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Local;
using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>
/// The Chromium of the npm package that package.json pins, for machines that have none: the program, the shared
/// libraries that a bare Linux lacks, and a font for Latin and Cyrillic text.
/// </summary>
internal static class NpmChromium
{
    private const string Package = "@sparticuz/chromium";

    /// <summary>Whether the package's program is made for this machine.</summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool RunsHere => OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64;

    /// <summary>Installs and unpacks it where that has not been done, and returns how to start it.</summary>
    /// <exception cref="LocalException">It could not be installed, does not start, or is not the pinned one.</exception>
    [SupportedOSPlatform("linux")]
    public static async Task<BrowserTypeLaunchOptions> InstallAsync(CancellationToken cancellationToken)
    {
        var folder = await NpmPackages.InstallAsync("tests/EndToEnd", "Chromium", say: null, cancellationToken);
        var manifest = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"), cancellationToken);
        var version = JsonNode.Parse(manifest)!["dependencies"]![Package]!.GetValue<string>();
        var modules = Path.Combine(folder, "node_modules");
        var unpacked = Path.Combine(modules, ".cache", $"chromium-{version}");
        if (!Directory.Exists(unpacked))
        {
            await UnpackAsync(Path.Combine([modules, .. Package.Split('/'), "bin"]), unpacked, cancellationToken);
        }

        var program = Path.Combine(unpacked, "chromium");
        var environment = EnvironmentFor(unpacked);
        await CheckVersionAsync(program, environment, version.Split('.')[0], cancellationToken);
        return new() { ExecutablePath = program, Env = environment };
    }

    // Several test programs may come here at once. Each unpacks under a name of its own; the first one to finish gives
    // the folder its name, and what the others made is dropped.
    [SupportedOSPlatform("linux")]
    private static async Task UnpackAsync(string packed, string unpacked, CancellationToken cancellationToken)
    {
        var own = Directory.CreateDirectory($"{unpacked}.{Guid.NewGuid():N}").FullName;
        await using (var program = new FileStream(Path.Combine(own, "chromium"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        }))
        {
            await using var source = Open("chromium.br");
            await source.CopyToAsync(program, cancellationToken);
        }

        foreach (var archive in (string[])["al2023.tar.br", "fonts.tar.br"])
        {
            await using var source = Open(archive);
            await TarFile.ExtractToDirectoryAsync(source, own, overwriteFiles: false, cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(own, "fonts.conf"), FontSettings, cancellationToken);
        try
        {
            Directory.Move(own, unpacked);
        }
        catch (IOException) when (Directory.Exists(unpacked))
        {
            Directory.Delete(own, recursive: true);
        }

        BrotliStream Open(string name) => new(File.OpenRead(Path.Combine(packed, name)), CompressionMode.Decompress);
    }

    // The machine's fonts, if it has any, and the package's.
    private const string FontSettings = """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
          <dir prefix="relative">fonts</dir>
          <cachedir prefix="xdg">fontconfig</cachedir>
        </fontconfig>
        """;

    private static Dictionary<string, string> EnvironmentFor(string unpacked)
    {
        var all = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!);
        all["LD_LIBRARY_PATH"] = Path.Combine(unpacked, "lib");
        all.TryAdd("FONTCONFIG_FILE", Path.Combine(unpacked, "fonts.conf"));
        return all;
    }

    // The package carries Chromium's own first number. Its other numbers are the package's.
    private static async Task CheckVersionAsync(
        string program, Dictionary<string, string> environment, string wanted, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, "--version")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        string found;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            found = (await process.StandardOutput.ReadToEndAsync(cancellationToken) + await errors).Trim();
        }
        catch (Win32Exception fault)
        {
            found = fault.Message;
        }

        if (!found.StartsWith($"Chromium {wanted}.", StringComparison.Ordinal))
        {
            throw new LocalException(
                $"{program} is to be Chromium {wanted}, but answered: {found}. " +
                "Delete tests/EndToEnd/node_modules and run this again, or name a Chromium in CHROMIUM_PATH.");
        }
    }
}
