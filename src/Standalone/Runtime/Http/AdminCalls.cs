using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>The administrative calls of the Functions host, for holders of the master key.</summary>
internal sealed class AdminCalls(FunctionKeys keys, FunctionList functions, TimerRunner timers, QueueRunner queues, Settings settings)
{
    /// <summary>Adds the calls to a server.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/admin/host/status", (Delegate)((HttpContext http) => WithMasterKey(http, () => Task.FromResult(Status()))));
        app.MapPost("/admin/functions/{name}", (HttpContext http, string name) => WithMasterKey(http, () => RunAsync(http, name)));
    }

    private async Task<IResult> WithMasterKey(HttpContext http, Func<Task<IResult>> call) =>
        keys.Open(AuthorizationLevel.Admin, http.Request) ? await call() : Results.StatusCode(StatusCodes.Status401Unauthorized);

    private IResult Status() => Results.Json(new
    {
        id = settings.HostId ?? functions.HostId,
        state = "Running",
        version = typeof(AdminCalls).Assembly.GetName().Version?.ToString(3),
        processUptime = (long)(DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds,
    });

    // 202 comes at once, before the function ends and whether or not it fails.
    private async Task<IResult> RunAsync(HttpContext http, string name)
    {
        if (!http.Request.HasJsonContentType())
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        string? input;
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
            input = body.TryGetProperty("input", out var value) ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var function = functions.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
        switch (function?.Trigger)
        {
            case TimerTriggerAttribute:
                timers.RunNow(function);
                return Results.StatusCode(StatusCodes.Status202Accepted);
            case QueueTriggerAttribute:
                queues.RunNow(function, input ?? "");
                return Results.StatusCode(StatusCodes.Status202Accepted);
            case null:
                return Results.StatusCode(StatusCodes.Status404NotFound);
            default:
                return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }
    }
}
