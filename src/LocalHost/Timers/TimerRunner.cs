using System.Text.Json;
using LocalHost.Rpc;

namespace LocalHost;

/// <summary>Runs the timer functions.</summary>
internal sealed class TimerRunner : IDisposable
{
    private readonly FunctionList _functions;
    private readonly CancellationTokenSource _stopListening = new();
    private readonly SortedList<string, TimerListener> _listeners = new(StringComparer.OrdinalIgnoreCase);
    private readonly RunningTasks _running = new();

    /// <exception cref="FunctionsHostException">A schedule is not one.</exception>
    public TimerRunner(
        FunctionList functions,
        Invoker invoker,
        ScheduleMonitor monitor,
        AppSettings settings,
        TimeProvider time,
        CancellationToken stopRunning)
    {
        _functions = functions;
        foreach (var function in functions.Where(function => function.IsTriggeredBy(Function.Timer)))
        {
            var schedule = new Schedule(function.Name, settings.Resolve(function.Trigger.Text("schedule") ?? ""));
            var isMonitored = function.Trigger.Flag("useMonitor", byDefault: true) && schedule.IsKept;
            _listeners.Add(function.Name, new(function, schedule, isMonitored ? monitor : null, time, timer =>
            {
                var input = new TypedData { Json = JsonSerializer.Serialize(timer) };
                return invoker.InvokeAsync(function, input, [], trace: null, stopRunning);
            }));
        }
    }

    /// <summary>All timers, by name.</summary>
    public IReadOnlyList<TimerState> All => [.. _listeners.Values.Select(listener => listener.State)];

    /// <summary>Reads the state of every timer and starts it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_listeners.Values.Select(listener => listener.StartAsync(cancellationToken)));
        foreach (var (name, listener) in _listeners)
        {
            var atOnce = _functions.Find(name)!.Trigger.Flag("runOnStartup", byDefault: false);
            _running.Add(Task.Run(() => listener.ListenAsync(atOnce, _stopListening.Token), CancellationToken.None));
        }
    }

    /// <summary>Starts no more runs and waits for those that go on.</summary>
    public async Task StopAsync()
    {
        await _stopListening.CancelAsync();
        await _running.WhenAll();
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
    }
}
