using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Standalone;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The bindings of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; setting the value replaces it.</summary>
    /// <exception cref="InvalidOperationException">It is not of type <typeparamref name="T"/>.</exception>
    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context)
    {
        var bindings = InvocationBindings.Of(context);
        return bindings.InvocationResult is T result
            ? new ReturnedValue<T>(bindings, result)
            : throw new InvalidOperationException(
                $"Requested type({typeof(T)}) does not match the type of Invocation result({bindings.InvocationResult?.GetType()})");
    }

    /// <summary>What the function returned; setting the value replaces it. Null once output bindings took its properties.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        var bindings = InvocationBindings.Of(context);
        return new ReturnedValue(bindings, bindings.InvocationResult);
    }

    /// <summary>All output bindings of the function; setting a value replaces what goes out.</summary>
    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context)
    {
        var bindings = InvocationBindings.Of(context);
        foreach (var (name, binding) in context.FunctionDefinition.OutputBindings)
        {
            yield return new OutputValue<T>(bindings, name, binding.Type);
        }
    }
}

/// <summary>The HTTP request and response of an invocation.</summary>
public static class FunctionContextHttpRequestExtensions
{
    /// <summary>The request; null where the trigger is another.</summary>
    public static ValueTask<HttpRequestData?> GetHttpRequestDataAsync(this FunctionContext context) =>
        ValueTask.FromResult(InvocationBindings.Of(context).Input as HttpRequestData);

    /// <summary>The response that the function returned, itself or in a property; null before that.</summary>
    public static HttpResponseData? GetHttpResponseData(this FunctionContext context) =>
        context.GetInvocationResult().Value as HttpResponseData
        ?? context.GetOutputBindings<HttpResponseData>().FirstOrDefault(b => string.Equals(b.BindingType, "http", StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>Loggers of an invocation.</summary>
public static class FunctionContextLoggerExtensions
{
    /// <summary>A logger of the category <typeparamref name="T"/>.</summary>
    public static ILogger<T> GetLogger<T>(this FunctionContext context) => context.InstanceServices.GetService<ILogger<T>>()!;

    /// <summary>A logger of a category.</summary>
    public static ILogger GetLogger(this FunctionContext context, string categoryName) =>
        context.InstanceServices.GetService<ILoggerFactory>()!.CreateLogger(categoryName);
}

/// <summary>What a function returned.</summary>
public abstract class InvocationResult : InvocationResult<object>;

/// <summary>What a function returned.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value; setting it replaces what the function returned.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>One output binding of an invocation.</summary>
public abstract class OutputBindingData<T>
{
    /// <summary>Type of the binding: <c>http</c>, <c>queue</c>.</summary>
    public abstract string BindingType { get; }

    /// <summary>Name of the property, or <c>$return</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The value; setting it replaces what goes out.</summary>
    public abstract T? Value { get; set; }
}
