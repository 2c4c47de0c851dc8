using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.IndexedTables;

/// <summary>
/// Tables with an index, in a process of their own: their memory and collections are not the app's. It ends with this
/// process.
/// </summary>
/// <remarks>
/// Azurite looks at the whole table for a query and at the whole partition for a new row, which the real storage does
/// not. So with Azurite nothing can be seen of how the app's own work grows.
/// </remarks>
internal sealed partial class TableProcess : IAsyncDisposable
{
    /// <summary>The argument that makes this program such a process.</summary>
    public const string Argument = "serve-tables";

    private readonly Process _process;
    private readonly string _url;

    private TableProcess(Process process, string url) => (_process, _url) = (process, url);

    public static async Task<TableProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(TableProcess).Assembly.Location, Argument },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var url = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The tables did not start.");
        return new(process, url);
    }

    /// <summary>A storage account's connection string with these tables in place of its own.</summary>
    public string Connect(string connection) =>
        Endpoint().Replace(connection, match => $"TableEndpoint={_url}/{match.Groups["account"].Value};");

    /// <summary>What that process does: it answers until its standard input is closed.</summary>
    public static async Task ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        await using var app = builder.Build();
        app.Run(new TableService().AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex("TableEndpoint=http://[^/;]+/(?<account>[^/;]+)/?;")]
    private static partial Regex Endpoint();
}
