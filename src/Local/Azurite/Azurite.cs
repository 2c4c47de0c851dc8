using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Local;

/// <summary>A running storage emulator: blobs, queues and tables on 127.0.0.1. It ends with this process.</summary>
public sealed partial class Azurite : IAsyncDisposable
{
    // Published by Microsoft for the emulator: https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
    private const string DefaultAccount = "devstoreaccount1";
    internal const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Dictionary<string, int> _ports;
    private readonly int _accounts;
    private readonly bool _isKept;
    private int _taken;

    private Azurite(Process process, Dictionary<string, int> ports, int accounts, bool isKept) =>
        (_process, _ports, _accounts, _isKept) = (process, ports, accounts, isKept);

    /// <summary>The connection string of the well-known account, that of <c>UseDevelopmentStorage=true</c>.</summary>
    public string ConnectionString => ConnectionStringOf(DefaultAccount);

    /// <summary>The connection string of an unused account: empty tables, queues and blobs.</summary>
    /// <exception cref="InvalidOperationException">All the accounts asked for at the start are taken.</exception>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref _taken);
        return number <= _accounts
            ? ConnectionStringOf($"account{number}")
            : throw new InvalidOperationException($"Azurite was started with {_accounts} accounts and all are taken.");
    }

    /// <summary>Installs the pinned Azurite if missing, starts it, and returns once all services listen.</summary>
    /// <param name="location">Folder of the data; null keeps everything in memory.</param>
    /// <param name="firstPort">Port of the blobs; queues and tables take the next two. 0 takes any free ones.</param>
    /// <param name="accounts">How many accounts <see cref="NewAccount"/> can hand out.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LocalException">Node.js or a free port is missing, or the installation failed.</exception>
    public static async Task<Azurite> StartAsync(
        string? location = null,
        int firstPort = 0,
        int accounts = 0,
        Action<string>? say = null,
        CancellationToken cancellationToken = default)
    {
        var folder = await NpmPackages.InstallAsync(
            "src/Local/Azurite",
            "Azurite, the storage emulator",
            say,
            cancellationToken);
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "azurite.cjs", "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", Port(0), "--queuePort", Port(1), "--tablePort", Port(2),
            .. location is null
                ? (string[])["--inMemoryPersistence"]
                : ["--location", Directory.CreateDirectory(location).FullName],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var names = Enumerable.Range(1, accounts).Select(n => $"account{n}").Prepend(DefaultAccount);
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', names.Select(name => $"{name}:{Key}"));

        var process = Process.Start(start)!;
        try
        {
            var ports = await ReadPortsAsync(process, cancellationToken);
            return new Azurite(process, ports, accounts, isKept: location is not null);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }

        string Port(int offset) =>
            (firstPort == 0 ? 0 : firstPort + offset).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException) when (!_isKept)
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (TimeoutException)
        {
            // It still saves, and ends by itself: killing it would lose that. The next start waits for it.
        }

        _process.Dispose();
    }

    private static async Task<Dictionary<string, int>> ReadPortsAsync(
        Process process,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var ports = new Dictionary<string, int>();
        while (ports.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new LocalException($"Azurite did not start: {FirstLine(await errors)}");
            var match = Listening().Match(line);
            if (match.Success)
            {
                ports[match.Groups["service"].Value] =
                    int.Parse(match.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        // Nobody reads on; without this a full pipe would stop the emulator.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return ports;
    }

    private static string FirstLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(line => line.Contains("Error", StringComparison.Ordinal)) ?? text;

    private string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};" +
        string.Concat(_ports.Select(p => $"{p.Key}Endpoint=http://127.0.0.1:{p.Value}/{account};"));

    [GeneratedRegex(@"Azurite (?<service>\w+) service is successfully listening at http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Listening();
}
