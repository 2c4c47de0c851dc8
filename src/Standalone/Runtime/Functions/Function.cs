using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Standalone;

/// <summary>A function found in the app, with its trigger and its outputs.</summary>
internal sealed class Function : FunctionDefinition
{
    /// <summary>The name that stands for the return value itself.</summary>
    public const string Return = "$return";

    /// <summary>A checked function; see <see cref="FunctionReader"/>.</summary>
    public Function(string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger, IEnumerable<Output> outputs)
    {
        Name = name;
        Method = method;
        Trigger = trigger;
        TriggerParameter = triggerParameter.Name!;
        Outputs = [.. outputs];
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        Parameters = [.. method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType, p.HasDefaultValue, p.HasDefaultValue ? p.DefaultValue : null))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(TriggerParameter, new Binding(TriggerParameter, TriggerType(trigger), BindingDirection.In));
        OutputBindings = Outputs.ToImmutableDictionary(o => o.Name, o => (BindingMetadata)new Binding(o.Name, o.BindingType, BindingDirection.Out));
    }

    /// <summary>The method to call.</summary>
    public MethodInfo Method { get; }

    /// <summary>What calls it.</summary>
    public TriggerBindingAttribute Trigger { get; }

    /// <summary>Name of the parameter that takes what the trigger brings.</summary>
    public string TriggerParameter { get; }

    /// <summary>Where its results go.</summary>
    public ImmutableArray<Output> Outputs { get; }

    /// <inheritdoc/>
    public override ImmutableArray<FunctionParameter> Parameters { get; }

    /// <inheritdoc/>
    public override string PathToAssembly => Method.Module.FullyQualifiedName;

    /// <inheritdoc/>
    public override string EntryPoint { get; }

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    /// <inheritdoc/>
    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }

    private static string TriggerType(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => "httpTrigger",
        QueueTriggerAttribute => "queueTrigger",
        _ => "timerTrigger",
    };

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}

/// <summary>One result of a function.</summary>
/// <param name="Name">The property of the returned object, or <see cref="Function.Return"/>.</param>
/// <param name="Property">The property; null is the returned object itself.</param>
/// <param name="Queue">The queue it goes to; null is the HTTP response.</param>
internal sealed record Output(string Name, PropertyInfo? Property, QueueOutputAttribute? Queue)
{
    /// <summary>Type of the binding as the Functions host names it.</summary>
    public string BindingType => Queue is null ? "http" : "queue";
}
