using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using LocalHost.Rpc;
using Microsoft.Extensions.Logging;

namespace LocalHost;

/// <summary>Listens to the queues of all queue functions.</summary>
internal sealed class QueueRunner : IDisposable
{
    private readonly Invoker _invoker;
    private readonly CancellationToken _stopRunning;
    private readonly CancellationTokenSource _stopListening = new();
    private readonly List<QueueListener> _listeners = [];
    private readonly RunningTasks _byHand = new();

    /// <exception cref="FunctionsHostException">The name or the connection of a queue is not valid.</exception>
    public QueueRunner(
        FunctionList functions,
        StorageQueues queues,
        QueueOutputs outputs,
        Invoker invoker,
        HostJson hostJson,
        ILoggerFactory loggers,
        CancellationToken stopRunning)
    {
        (_invoker, _stopRunning) = (invoker, stopRunning);
        var logger = loggers.CreateLogger<QueueListener>();
        foreach (var function in functions)
        {
            outputs.Check(function);
            if (function.IsTriggeredBy(Function.Queue))
            {
                var queue = queues.Get(function.Trigger);
                _listeners.Add(new(queue, (text, message) => RunAsync(function, text, message), hostJson, logger));
            }
        }
    }

    /// <summary>Listens from now on.</summary>
    public void Start() => _listeners.ForEach(listener => listener.Start(_stopListening.Token));

    /// <summary>Takes no more messages and waits for those that run.</summary>
    public async Task StopAsync()
    {
        await _stopListening.CancelAsync();
        await Task.WhenAll([_byHand.WhenAll(), .. _listeners.Select(listener => listener.Completion)]);
    }

    /// <summary>Calls a queue function with a text, besides its queue.</summary>
    public void RunNow(Function function, string text) => _byHand.Add(RunAsync(function, text, message: null));

    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Dispose());
        _stopListening.Dispose();
    }

    private async Task<bool> RunAsync(Function function, string text, QueueMessage? message) =>
        await _invoker.InvokeAsync(
            function, new() { String = text }, Metadata(text, message), trace: null, _stopRunning) is not null;

    private static Dictionary<string, TypedData> Metadata(string text, QueueMessage? message)
    {
        var metadata = new Dictionary<string, TypedData> { ["QueueTrigger"] = new() { String = text } };
        if (message is not null)
        {
            metadata["Id"] = new() { String = message.MessageId };
            metadata["PopReceipt"] = new() { String = message.PopReceipt };
            metadata["DequeueCount"] = new() { Json = message.DequeueCount.ToString(CultureInfo.InvariantCulture) };
            metadata["InsertionTime"] = new() { Json = JsonSerializer.Serialize(message.InsertedOn) };
            metadata["ExpirationTime"] = new() { Json = JsonSerializer.Serialize(message.ExpiresOn) };
            metadata["NextVisibleTime"] = new() { Json = JsonSerializer.Serialize(message.NextVisibleOn) };
        }

        return metadata;
    }
}
