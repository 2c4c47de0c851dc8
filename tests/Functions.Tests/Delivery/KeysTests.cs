using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Functions.Tests.Delivery;

/// <summary>infra/keys.cs, which azd runs, against a stand-in for Azure Resource Manager.</summary>
public sealed class KeysTests : IAsyncLifetime
{
    private const string Group = "/subscriptions/sub/resourceGroups/rg-billing-test/providers";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/kv";
    private const string Site = $"{Group}/Microsoft.Web/sites/func";

    private static readonly string[] AllKeys =
        ["cabinet-key", "seal-key-0", "seal-key-1", "widget-key-0", "widget-key-1"];

    private readonly ConcurrentDictionary<string, string> _secrets = new();
    private readonly ConcurrentQueue<string> _calls = [];
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("azd-");
    private WebApplication _azure = null!;
    private bool _hasVault = true;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_makes_the_keys_that_are_missing_of_32_random_bytes_and_shows_none()
    {
        var output = await RunAsync();

        Assert.Equal(AllKeys, _secrets.Keys.Order());
        Assert.All(_secrets.Values, value => Assert.Equal(32, Convert.FromBase64String(value).Length));
        Assert.Equal(5, _secrets.Values.Distinct().Count());
        Assert.All(_secrets.Values, value => Assert.DoesNotContain(value, output, StringComparison.Ordinal));
        Assert.Contains($"POST {Site}/config/configreferences/appsettings/refresh", _calls);
    }

    [Fact]
    public async Task A_key_that_is_there_is_never_replaced_by_a_deployment()
    {
        _secrets["seal-key-0"] = "old";
        await RunAsync();
        var first = _secrets.ToDictionary();
        _calls.Clear();

        await RunAsync();

        Assert.Equal("old", first["seal-key-0"]);
        Assert.Equal(first.OrderBy(secret => secret.Key), _secrets.OrderBy(secret => secret.Key));
        Assert.DoesNotContain(_calls, call => !call.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_hand_it_replaces_the_one_key_that_is_named_but_none_that_rows_are_sealed_with()
    {
        _secrets["widget-key-1"] = _secrets["seal-key-0"] = "old";

        await RunAsync("--new", "widget-key-1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync("--new", "seal-key-0"));

        Assert.Equal(32, Convert.FromBase64String(_secrets["widget-key-1"]).Length);
        Assert.Equal("old", _secrets["seal-key-0"]);
        Assert.Equal(2, _secrets.Count);
    }

    [Fact]
    public async Task Before_there_is_a_vault_it_makes_nothing_and_says_so()
    {
        _hasVault = false;

        Assert.Contains("No vault yet", await RunAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_are_those_of_the_template()
    {
        var (main, vault) = (Repository.Read("infra/main.bicep"), Repository.Read("infra/vault.bicep"));
        Assert.Contains("'rg-billing-${environmentName}'", main, StringComparison.Ordinal);
        Assert.All(AllKeys.Where(name => !name.StartsWith("seal-", StringComparison.Ordinal)), name =>
            Assert.Contains($"secrets/{name}'", vault, StringComparison.Ordinal));
        var azd = Repository.Read("azure.yaml");
        Assert.All(["preprovision", "postprovision"], hook =>
            Assert.Contains($"  {hook}:\n    run: infra/keys.cs\n", azd, StringComparison.Ordinal));
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _azure = builder.Build();
        _azure.Run(AnswerAsync);
        await _azure.StartAsync(CancellationToken);

        // azd, of which the script asks for the token alone.
        var azd = Path.Combine(_tools.FullName, OperatingSystem.IsWindows() ? "azd.cmd" : "azd");
        await File.WriteAllTextAsync(
            azd,
            OperatingSystem.IsWindows() ? "@echo {\"token\":\"t\"}" : "#!/bin/sh\necho '{\"token\":\"t\"}'\n",
            CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(azd, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _azure.DisposeAsync();
        _tools.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Assert.Equal("Bearer t", http.Request.Headers.Authorization);
        var path = http.Request.Path.Value!;
        _calls.Enqueue($"{http.Request.Method} {path}");
        var name = path.Split('/')[^1];
        switch (http.Request.Method, path)
        {
            case ("GET", $"{Group}/Microsoft.KeyVault/vaults"):
                await http.Response.WriteAsync(_hasVault ? $$"""{"value":[{"id":"{{Vault}}"}]}""" : """{"value":[]}""");
                break;
            case ("GET", $"{Group}/Microsoft.Web/sites"):
                await http.Response.WriteAsync($$"""{"value":[{"id":"{{Site}}"}]}""");
                break;
            case ("GET", _):
                http.Response.StatusCode = _secrets.ContainsKey(name) ? 200 : 404;
                break;
            case ("PUT", _):
                var body = await JsonNode.ParseAsync(http.Request.Body);
                _secrets[name] = (string)body!["properties"]!["value"]!;
                http.Response.StatusCode = 201;
                break;
        }
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var script = Path.Combine(Repository.Root, "infra/keys.cs");
        var start = new ProcessStartInfo("dotnet", ["run", script, "--", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _tools.FullName + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["AZURE_RESOURCE_MANAGER"] = _azure.Urls.Single();
        start.Environment["AZURE_SUBSCRIPTION_ID"] = "sub";
        start.Environment["AZURE_ENV_NAME"] = "test";
        start.Environment["SEAL_KEYS"] = "seal-key-0,seal-key-1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken);
        await process.WaitForExitAsync(CancellationToken);
        return process.ExitCode == 0
            ? await output + await errors
            : throw new InvalidOperationException(await output + await errors);
    }
}
