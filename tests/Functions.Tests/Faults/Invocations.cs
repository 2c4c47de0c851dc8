using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests;

/// <summary>Every run of a function, and faults in what becomes of its messages.</summary>
public sealed class Invocations
{
    private readonly ConcurrentQueue<Invocation> _all = new();
    private volatile string? _dies;

    /// <summary>How often each message is sent; the queue itself promises no more than at least once.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>All runs so far, oldest first.</summary>
    public IReadOnlyList<Invocation> All => [.. _all];

    /// <summary>The runs of a function, oldest first.</summary>
    public IReadOnlyList<Invocation> Of(string function) => [.. _all.Where(run => run.Function == function)];

    /// <summary>The process dies when that function is done, before its messages are sent.</summary>
    public void DieAfter(string function) => _dies = function;

    /// <summary>From now on everything works.</summary>
    public void Work() => _dies = null;

    /// <summary>Stands around every run.</summary>
    public async Task RunAsync(FunctionContext context, Func<Task> next)
    {
        var message = context.BindingContext.BindingData.GetValueOrDefault("QueueTrigger") as string;
        var run = new Invocation(context.FunctionDefinition.Name, message);
        _all.Enqueue(run);
        Invocation.Current = run;
        try
        {
            await next();
        }
        finally
        {
            run.Ended = true;
        }

        if (_dies == run.Function)
        {
            throw new ProcessDiedException();
        }

        if (Copies > 1)
        {
            Repeat(context);
        }
    }

    private void Repeat(FunctionContext context)
    {
        foreach (var output in context.GetOutputBindings<string[]>())
        {
            if (output.Value is { } messages)
            {
                output.Value = Repeat(messages);
            }
        }

        var result = context.GetInvocationResult();
        if (result.Value is string[] returned)
        {
            result.Value = Repeat(returned);
        }
    }

    private string[] Repeat(string[] messages) => [.. messages.SelectMany(message => Enumerable.Repeat(message, Copies))];
}
