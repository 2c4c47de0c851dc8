namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function: what is called, with what, and in which dependency scope.</summary>
public abstract class FunctionContext
{
    /// <summary>Id of this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Id of the function, the same for all its invocations.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed tracing context.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger says about this invocation.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>How often this execution was retried; null where the trigger has no retries.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function called.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Shared by middleware and function for the length of the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of this invocation by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when nobody waits for the result any more, or the app stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}

/// <summary>Trigger metadata of an invocation.</summary>
public abstract class BindingContext
{
    /// <summary>Metadata by name: route values, <c>DequeueCount</c> and the like.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>W3C trace context of an invocation.</summary>
public abstract class TraceContext
{
    /// <summary>The <c>traceparent</c>.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The <c>tracestate</c>.</summary>
    public abstract string TraceState { get; }
}

/// <summary>Retries of a function whose trigger has them.</summary>
public abstract class RetryContext
{
    /// <summary>Retries so far.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Retries at most; -1 is without end.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>Features of an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>, or null.</summary>
    T? Get<T>();
}
