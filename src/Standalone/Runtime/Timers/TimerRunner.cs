using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>Runs the timer functions.</summary>
internal sealed class TimerRunner(FunctionList functions, Invoker invoker, ScheduleMonitor monitor, Settings settings, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stopListening = new();
    private readonly CancellationTokenSource _stopRunning = new();
    private readonly SortedList<string, TimerListener> _listeners = new(StringComparer.OrdinalIgnoreCase);
    private readonly RunningTasks _running = new();

    /// <summary>All timers, by name.</summary>
    public IReadOnlyList<TimerState> All => [.. _listeners.Values.Select(listener => listener.State)];

    /// <summary>Reads the state of every timer and starts it.</summary>
    /// <exception cref="NotSupportedException">A schedule is not one.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is TimerTriggerAttribute trigger)
            {
                var schedule = new Schedule(function.Name, settings.Resolve(trigger.Schedule));
                var listener = new TimerListener(
                    function, schedule, trigger.UseMonitor && schedule.IsKept ? monitor : null, time, info => RunAsync(function, info));
                _listeners.Add(function.Name, listener);
                await listener.StartAsync(cancel);
            }
        }

        foreach (var (name, listener) in _listeners)
        {
            var atOnce = functions.Single(f => f.Name == name).Trigger is TimerTriggerAttribute { RunOnStartup: true };
            _running.Add(Task.Run(() => listener.ListenAsync(atOnce, _stopListening.Token), CancellationToken.None));
        }
    }

    /// <summary>Starts no more runs and waits for those that go on; when <paramref name="cancel"/> comes, they are told to stop.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await _stopListening.CancelAsync();
        try
        {
            await _running.WhenAll().WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            await _stopRunning.CancelAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function now, without waiting for it.</summary>
    public void RunNow(Function function) => _running.Add(Task.Run(_listeners[function.Name].RunNowAsync));

    public void Dispose()
    {
        foreach (var listener in _listeners.Values)
        {
            listener.Dispose();
        }

        _stopListening.Dispose();
        _stopRunning.Dispose();
    }

    private async Task RunAsync(Function function, TimerInfo info)
    {
        try
        {
            await invoker.InvokeAsync(function, _ => info, new Dictionary<string, object?>(), _stopRunning.Token);
        }
        catch (Exception)
        {
            // Logged where it was thrown; the timer goes on.
        }
    }
}
