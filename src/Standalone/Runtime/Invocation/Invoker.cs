using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Standalone;

/// <summary>
/// The one way to a function, whatever the trigger: a scope of its own, the app's middleware, the parameters, the call,
/// the outputs taken out of what it returned, and the messages among them sent.
/// </summary>
internal sealed partial class Invoker(
    IServiceScopeFactory scopes, Middleware middleware, InputConverter converter, QueueOutputs queues, ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<Function, Call> _calls = new();
    private readonly FunctionExecutionDelegate _pipeline = middleware.Build(context => ExecuteAsync(context, converter));

    /// <summary>Calls a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">Makes what the trigger brings, given the invocation.</param>
    /// <param name="metadata">What the trigger says besides.</param>
    /// <param name="cancel">Cancelled when the result is no longer wanted.</param>
    /// <returns>The outputs; messages are sent already.</returns>
    /// <exception cref="Exception">Whatever the function or the middleware threw.</exception>
    public async Task<InvocationBindings> InvokeAsync(
        Function function, Func<FunctionContext, object?> input, IReadOnlyDictionary<string, object?> metadata, CancellationToken cancel)
    {
        var logger = loggers.CreateLogger("Function." + function.Name);
        var started = Stopwatch.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var bindings = new InvocationBindings(metadata, _calls.GetOrAdd(function, f => new Call(f.Method)));
        var context = new InvocationContext(function, scope.ServiceProvider, bindings, cancel);
        bindings.Input = input(context);
        LogExecuting(logger, function.Name, context.InvocationId);
        try
        {
            await _pipeline(context);
            await queues.SendAsync(function, bindings);
            LogExecuted(logger, function.Name, context.InvocationId, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return bindings;
        }
        catch (Exception e)
        {
            LogFailed(logger, e, function.Name, context.InvocationId, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    // The end of the pipeline. Outputs leave the returned object here, before the app's middleware sees the result.
    private static async Task ExecuteAsync(FunctionContext context, InputConverter converter)
    {
        var function = (Function)context.FunctionDefinition;
        var bindings = InvocationBindings.Of(context);
        var arguments = await converter.ArgumentsAsync(function, context, bindings);
        var instance = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        bindings.InvocationResult = await bindings.Call.InvokeAsync(instance, arguments);
        if (bindings.InvocationResult is { } result && function.Outputs.Any(output => output.Property is not null))
        {
            foreach (var output in function.Outputs)
            {
                if (output.Property!.GetValue(result) is { } value)
                {
                    bindings.Outputs[output.Name] = value;
                }
            }

            bindings.InvocationResult = null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Executing '{Function}' (Id={InvocationId})")]
    private static partial void LogExecuting(ILogger logger, string function, string invocationId);

    [LoggerMessage(LogLevel.Information, "Executed '{Function}' (Succeeded, Id={InvocationId}, Duration={Milliseconds}ms)")]
    private static partial void LogExecuted(ILogger logger, string function, string invocationId, long milliseconds);

    [LoggerMessage(LogLevel.Error, "Executed '{Function}' (Failed, Id={InvocationId}, Duration={Milliseconds}ms)")]
    private static partial void LogFailed(ILogger logger, Exception exception, string function, string invocationId, long milliseconds);
}

/// <summary>The app's middleware in the order it was added.</summary>
internal sealed class Middleware(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> added)
{
    /// <summary>All of it around <paramref name="end"/>.</summary>
    public FunctionExecutionDelegate Build(FunctionExecutionDelegate end) => added.Reverse().Aggregate(end, (next, middleware) => middleware(next));
}

/// <summary>A method made ready to be called; what a task brings is its result.</summary>
internal sealed class Call(MethodInfo method)
{
    private readonly MethodInvoker _method = MethodInvoker.Create(method);
    private readonly PropertyInfo? _result = method.ReturnType.IsGenericType && typeof(Task).IsAssignableFrom(method.ReturnType)
        ? method.ReturnType.GetProperty(nameof(Task<>.Result))
        : null;

    /// <summary>Calls the method and waits for its task; exceptions come as they were thrown.</summary>
    public async Task<object?> InvokeAsync(object? instance, object?[] arguments)
    {
        var returned = _method.Invoke(instance, arguments.AsSpan());
        if (returned is not Task task)
        {
            return returned;
        }

        await task;
        return _result?.GetValue(task);
    }
}
