using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LocalHost;

/// <summary>The administrative calls of the Functions host, and its page at <c>/</c>.</summary>
internal sealed class AdminCalls(
    FunctionKeys keys,
    FunctionList functions,
    AppSettings settings,
    Uri? home,
    Action<Function, string?> run)
{
    private const string Home =
        "<!doctype html><meta charset=utf-8><title>Functions</title><p>Your Functions app is up and running.";

    /// <summary>Adds the calls to a server; they wait until they can be answered.</summary>
    public static void Map(IEndpointRouteBuilder app, Task<AdminCalls> ready)
    {
        app.Map("/", async http => await (await ready).HomeAsync(http));
        app.MapMethods("/admin/host/ping", ["GET", "POST"], async _ => await ready);
        app.MapGet("/admin/warmup", async _ => await ready);
        app.MapGet("/admin/host/status", async http =>
            await (await ready).WithMasterKeyAsync(http, calls => calls.StatusAsync(http)));
        app.MapGet("/admin/functions", async http =>
            await (await ready).WithMasterKeyAsync(http, calls => calls.ListAsync(http)));
        app.MapPost("/admin/functions/{name}", async http =>
            await (await ready).WithMasterKeyAsync(http, calls => calls.RunAsync(http)));
    }

    private Task HomeAsync(HttpContext http)
    {
        if (settings.IsHomepageDisabled)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        if (home is not null)
        {
            http.Response.Redirect(home.AbsoluteUri);
            return Task.CompletedTask;
        }

        http.Response.ContentType = "text/html";
        return http.Response.WriteAsync(Home);
    }

    // As the Functions host: 401 without a valid key, 403 with a function key.
    private async Task WithMasterKeyAsync(HttpContext http, Func<AdminCalls, Task> call)
    {
        switch (keys.LevelOf(http.Request))
        {
            case KeyLevel.Admin:
                await call(this);
                return;
            case KeyLevel.Function:
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            case KeyLevel.Anonymous:
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                http.Response.Headers.WWWAuthenticate = "Bearer";
                return;
        }
    }

    private Task StatusAsync(HttpContext http) => http.Response.WriteAsJsonAsync(new Dictionary<string, object>
    {
        ["id"] = functions.HostId,
        ["state"] = "Running",
        ["version"] = typeof(AdminCalls).Assembly.GetName().Version!.ToString(3),
        ["processUptime"] =
            (long)(DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds,
    });

    private Task ListAsync(HttpContext http) => http.Response.WriteAsJsonAsync(functions.Select(function =>
        new Dictionary<string, object>
        {
            ["name"] = function.Name,
            ["language"] = "dotnet-isolated",
            ["isDisabled"] = false,
            ["config"] = new Dictionary<string, object>
            {
                ["bindings"] = function.Bindings.Select(binding => binding.Properties),
            },
        }));

    // 202 comes at once, whatever the body holds and before the function ends.
    private async Task RunAsync(HttpContext http)
    {
        if (functions.Find((string)http.GetRouteValue("name")!) is not { } function)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        run(function, await ReadInputAsync(http));
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task<string?> ReadInputAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(
                http.Request.Body,
                cancellationToken: http.RequestAborted);
            return body.ValueKind is JsonValueKind.Object && body.TryGetProperty("input", out var input)
                ? input.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
