using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>What goes into one invocation and what comes out of it.</summary>
internal sealed class InvocationBindings(IReadOnlyDictionary<string, object?> metadata, Call call)
{
    /// <summary>The method to call.</summary>
    public Call Call { get; } = call;

    /// <summary>What the trigger brings: an HTTP request, a message's text, a timer's state.</summary>
    public object? Input { get; set; }

    /// <summary>What the trigger says besides: route values, the message's id and count.</summary>
    public IReadOnlyDictionary<string, object?> Metadata { get; } = metadata;

    /// <summary>What the function returned, until output bindings take its properties.</summary>
    public object? InvocationResult { get; set; }

    /// <summary>What goes out, by property name.</summary>
    public Dictionary<string, object?> Outputs { get; } = [];

    /// <summary>The bindings of an invocation.</summary>
    public static InvocationBindings Of(FunctionContext context) =>
        context.Features.Get<InvocationBindings>() ?? throw new InvalidOperationException("The invocation has no bindings.");
}

/// <summary>A view of what the function returned.</summary>
internal sealed class ReturnedValue(InvocationBindings bindings, object? value) : InvocationResult
{
    private object? _value = value;

    public override object? Value
    {
        get => _value;
        set => bindings.InvocationResult = _value = value;
    }
}

/// <summary>A typed view of what the function returned.</summary>
internal sealed class ReturnedValue<T>(InvocationBindings bindings, T? value) : InvocationResult<T>
{
    private T? _value = value;

    public override T? Value
    {
        get => _value;
        set => bindings.InvocationResult = _value = value;
    }
}

/// <summary>A view of one output.</summary>
internal sealed class OutputValue<T>(InvocationBindings bindings, string name, string bindingType) : OutputBindingData<T>
{
    private T? _value = bindings.Outputs.TryGetValue(name, out var value) && value is T typed ? typed : default;

    public override string BindingType => bindingType;

    public override string Name => name;

    public override T? Value
    {
        get => _value;
        set => bindings.Outputs[name] = _value = value;
    }
}
