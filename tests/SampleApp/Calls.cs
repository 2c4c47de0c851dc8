using System.Collections.Concurrent;

namespace SampleApp;

/// <summary>What the functions were called with.</summary>
public sealed class Calls
{
    private readonly ConcurrentQueue<(string Function, object? Value)> _calls = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();

    /// <summary>A function was called.</summary>
    public void Add(string function, object? value) => _calls.Enqueue((function, value));

    /// <summary>What a function was called with, oldest first.</summary>
    public object?[] Of(string function) =>
        [.. _calls.Where(call => call.Function == function).Select(call => call.Value)];

    /// <summary>Lets all go on that wait for a signal, now and later.</summary>
    public void Release(string signal) => Signal(signal).TrySetResult();

    /// <summary>Waits for a signal.</summary>
    public Task WaitAsync(string signal) => Signal(signal).Task;

    private TaskCompletionSource Signal(string name) =>
        _signals.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>A service that lives as long as an invocation.</summary>
public sealed class PerInvocation(Calls calls) : IDisposable
{
    /// <summary>Its identity.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public void Dispose() => calls.Add(nameof(PerInvocation), Id);
}
