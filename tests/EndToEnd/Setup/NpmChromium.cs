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

    /// <summary>Installs and unpacks the package if that has not been done. Returns how to start the browser.</summary>
    /// <exception cref="LocalException">
    /// The package could not be installed, or its browser does not start or is of another version than the pinned one.
    /// </exception>
    [SupportedOSPlatform("linux")]
    public static async Task<BrowserTypeLaunchOptions> InstallAsync(CancellationToken cancellationToken)
    {
        var folder = await NpmPackages.InstallAsync("tests/EndToEnd", "Chromium", say: null, cancellationToken);
        var manifest = await File.ReadAllTextAsync(Path.Combine(folder, "package.json"), cancellationToken);
        var version = JsonNode.Parse(manifest)!["dependencies"]![Package]!.GetValue<string>();
        var modules = Path.Combine(folder, "node_modules");
        var target = Path.Combine(modules, ".cache", $"chromium-{version}");
        if (!Directory.Exists(target))
        {
            await UnpackAsync(Path.Combine([modules, .. Package.Split('/'), "bin"]), target, cancellationToken);
        }

        var program = Path.Combine(target, "chromium");
        var environment = EnvironmentFor(target);
        await CheckVersionAsync(program, environment, version.Split('.')[0], cancellationToken);
        return new() { ExecutablePath = program, Env = environment };
    }

    // Several test programs may run this at the same time. Each unpacks into a folder of its own. The first one to
    // finish moves its folder to the target; the others delete theirs.
    [SupportedOSPlatform("linux")]
    private static async Task UnpackAsync(string source, string target, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory($"{target}.{Guid.NewGuid():N}").FullName;
        await using (var program = new FileStream(Path.Combine(folder, "chromium"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        }))
        {
            await using var content = Open("chromium.br");
            await content.CopyToAsync(program, cancellationToken);
        }

        foreach (var archive in (string[])["al2023.tar.br", "fonts.tar.br"])
        {
            await using var content = Open(archive);
            await TarFile.ExtractToDirectoryAsync(content, folder, overwriteFiles: false, cancellationToken);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "fonts.conf"), FontSettings, cancellationToken);
        try
        {
            Directory.Move(folder, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(folder, recursive: true);
        }

        BrotliStream Open(string name) => new(File.OpenRead(Path.Combine(source, name)), CompressionMode.Decompress);
    }

    // Uses the machine's fonts, if it has any, and the package's.
    private const string FontSettings = """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
          <dir prefix="relative">fonts</dir>
          <cachedir prefix="xdg">fontconfig</cachedir>
        </fontconfig>
        """;

    private static Dictionary<string, string> EnvironmentFor(string folder)
    {
        var variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!);
        variables["LD_LIBRARY_PATH"] = Path.Combine(folder, "lib");
        variables.TryAdd("FONTCONFIG_FILE", Path.Combine(folder, "fonts.conf"));
        return variables;
    }

    // The package's major version is Chromium's. The rest of its version is its own.
    private static async Task CheckVersionAsync(
        string program,
        Dictionary<string, string> environment,
        string majorVersion,
        CancellationToken cancellationToken)
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

        string output;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            output = (await process.StandardOutput.ReadToEndAsync(cancellationToken) + await errors).Trim();
        }
        catch (Win32Exception exception)
        {
            output = exception.Message;
        }

        if (!output.StartsWith($"Chromium {majorVersion}.", StringComparison.Ordinal))
        {
            throw new LocalException(
                $"{program} should be Chromium {majorVersion}, but --version answered: {output}. " +
                "Delete tests/EndToEnd/node_modules and run this again, or name a Chromium in CHROMIUM_PATH.");
        }
    }
}
