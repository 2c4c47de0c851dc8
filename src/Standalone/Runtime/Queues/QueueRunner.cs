using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Standalone;

/// <summary>Listens to the queues of all queue functions.</summary>
internal sealed class QueueRunner(FunctionList functions, StorageQueues queues, QueueOutputs outputs, Invoker invoker, Settings settings, ILoggerFactory loggers) : IDisposable
{
    private readonly CancellationTokenSource _stopListening = new();
    private readonly CancellationTokenSource _stopRunning = new();
    private readonly List<QueueListener> _listeners = [];
    private readonly RunningTasks _now = new();

    /// <summary>Checks every queue's name and connection, then listens.</summary>
    public void Start()
    {
        foreach (var output in functions.SelectMany(function => function.Outputs))
        {
            _ = output.Queue is null ? null : outputs.Queue(output.Queue);
        }

        foreach (var function in functions)
        {
            if (function.Trigger is QueueTriggerAttribute trigger)
            {
                _listeners.Add(new QueueListener(
                    queues.Get(trigger.QueueName, trigger.Connection),
                    (text, message) => RunAsync(function, text, message),
                    settings.Host,
                    loggers.CreateLogger<QueueListener>()));
            }
        }

        _listeners.ForEach(listener => listener.Start(_stopListening.Token));
    }

    /// <summary>Takes no more messages and waits for those that run; when <paramref name="cancel"/> comes, they are told to stop.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await _stopListening.CancelAsync();
        try
        {
            await Task.WhenAll([_now.WhenAll(), .. _listeners.Select(listener => listener.Completion)]).WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await _stopRunning.CancelAsync();
            throw;
        }
    }

    /// <summary>Calls a queue function with a text, besides its queue.</summary>
    public void RunNow(Function function, string text) => _now.Add(Task.Run(() => RunAsync(function, text, null)));

    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Dispose());
        _stopListening.Dispose();
        _stopRunning.Dispose();
    }

    private async Task<bool> RunAsync(Function function, string text, QueueMessage? message)
    {
        try
        {
            await invoker.InvokeAsync(function, _ => text, Metadata(text, message), _stopRunning.Token);
            return true;
        }
        catch (Exception)
        {
            // Logged where it was thrown.
            return false;
        }
    }

    // Values are JSON or text, because that is how they reach a worker.
    private static Dictionary<string, object?> Metadata(string text, QueueMessage? message)
    {
        var metadata = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["QueueTrigger"] = text };
        if (message is not null)
        {
            metadata["Id"] = message.MessageId;
            metadata["PopReceipt"] = message.PopReceipt;
            metadata["DequeueCount"] = message.DequeueCount.ToString(System.Globalization.CultureInfo.InvariantCulture);
            metadata["InsertionTime"] = Json(message.InsertedOn);
            metadata["ExpirationTime"] = Json(message.ExpiresOn);
            metadata["NextVisibleTime"] = Json(message.NextVisibleOn);
        }

        return metadata;
    }

    private static string Json(DateTimeOffset? time) => System.Text.Json.JsonSerializer.Serialize(time);
}
