using LocalHost.Rpc;

namespace LocalHost;

/// <summary>A function of the app: its trigger and its outputs.</summary>
internal sealed class Function
{
    public const string Http = "httpTrigger";
    public const string Queue = "queueTrigger";
    public const string Timer = "timerTrigger";

    private static readonly string[] Triggers = [Http, Queue, Timer];
    private static readonly string[] OutputTypes = ["http", "queue"];

    private readonly RpcFunctionMetadata _metadata;

    /// <summary>A function as the worker describes it.</summary>
    /// <exception cref="FunctionsHostException">It has a binding that this host does not run.</exception>
    public Function(RpcFunctionMetadata metadata)
    {
        _metadata = metadata;
        Bindings = [.. metadata.RawBindings.Select(json => new Binding(json))];
        Trigger = Bindings.FirstOrDefault(binding => binding.IsTrigger) ?? throw Unsupported("no trigger");
        foreach (var binding in Bindings)
        {
            if (!(binding == Trigger ? Triggers : OutputTypes).Any(binding.IsOf)
                || (binding.IsInput && binding != Trigger))
            {
                throw Unsupported($"the binding '{binding.Name}' of the type {binding.Type}");
            }
        }
    }

    /// <summary>Its name, unique among the app's functions without regard to case.</summary>
    public string Name => _metadata.Name;

    /// <summary>The id that the worker knows it by.</summary>
    public string Id => _metadata.FunctionId;

    /// <summary>File of the app that holds it.</summary>
    public string ScriptFile => _metadata.ScriptFile;

    /// <summary>All bindings, the trigger among them.</summary>
    public IReadOnlyList<Binding> Bindings { get; }

    /// <summary>What starts it.</summary>
    public Binding Trigger { get; }

    /// <summary>Whether it has a trigger of that kind.</summary>
    public bool IsTriggeredBy(string trigger) => Trigger.IsOf(trigger);

    /// <summary>What the worker needs to run it. Without the bindings it would not tell outputs apart.</summary>
    public FunctionLoadRequest ToLoadRequest()
    {
        var metadata = _metadata.Clone();
        metadata.Bindings.Clear();
        foreach (var binding in Bindings)
        {
            var direction = binding.IsInput ? BindingInfo.Types.Direction.In : BindingInfo.Types.Direction.Out;
            metadata.Bindings[binding.Name] = new() { Type = binding.Type, Direction = direction };
        }

        return new() { FunctionId = Id, Metadata = metadata };
    }

    private FunctionsHostException Unsupported(string what) =>
        new($"Function '{Name}' has {what}, which this host does not run.");
}
