using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests;

/// <summary>Middleware that records every run of a function, and lets some of them die.</summary>
public sealed partial class Invocations
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Invocation>> _all = new();
    private readonly Lock _dealing = new();
    private readonly Dictionary<string, Death> _dealt = [];
    private Queue<Death> _deaths = [];
    private string? _mortal;

    /// <summary>All runs so far.</summary>
    public IReadOnlyList<Invocation> All => [.. _all.Values.SelectMany(runs => runs)];

    /// <summary>The runs of a function, oldest first.</summary>
    public IReadOnlyList<Invocation> Of(string function) => _all.TryGetValue(function, out var runs) ? [.. runs] : [];

    /// <summary>
    /// Deals deaths to the next runs of a function: one to each HTTP call, one to all runs for a client until it came.
    /// </summary>
    public void Deal(string function, IEnumerable<Death> deaths)
    {
        lock (_dealing)
        {
            (_mortal, _deaths) = (function, new(deaths));
            _dealt.Clear();
        }
    }

    /// <summary>The middleware.</summary>
    public async Task RunAsync(FunctionContext context, Func<Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var message = context.BindingContext.BindingData.GetValueOrDefault("QueueTrigger") as string;
        var run = new Invocation(context.FunctionDefinition.Name, message)
        {
            Death = DeathOf(context.FunctionDefinition.Name, message),
        };
        _all.GetOrAdd(run.Function, _ => []).Enqueue(run);
        Invocation.Current = run;
        try
        {
            await next();
            run.Succeeded = true;
        }
        finally
        {
            run.Ended = true;
        }
    }

    private Death? DeathOf(string function, string? message)
    {
        lock (_dealing)
        {
            if (function != _mortal)
            {
                return null;
            }

            var key = message is null ? Guid.NewGuid().ToString() : ClientOf(message);
            if (!_dealt.TryGetValue(key, out var death) && _deaths.TryDequeue(out death))
            {
                _dealt[key] = death;
            }

            return death is { IsDone: false } ? death : null;
        }
    }

    // Top-ups name an account; all other messages of the app name the client.
    private static string ClientOf(string message) =>
        Client().Match(message) is { Success: true } match ? match.Groups[1].Value : message;

    [GeneratedRegex("\"clientId\":\"([^\"]+)\"")]
    private static partial Regex Client();
}
