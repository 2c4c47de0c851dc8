using System.Collections;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>One invocation, as function and middleware see it.</summary>
internal sealed class InvocationContext(Function function, IServiceProvider services, InvocationBindings bindings, CancellationToken cancel) : FunctionContext
{
    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => function.Id;

    public override TraceContext TraceContext { get; } = new CurrentTrace();

    public override BindingContext BindingContext { get; } = new Metadata(bindings);

    // No trigger here has retries, and then the worker says null as well.
    public override RetryContext RetryContext => null!;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new FeatureSet(bindings);

    public override CancellationToken CancellationToken => cancel;

    private sealed class CurrentTrace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    private sealed class Metadata(InvocationBindings bindings) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => bindings.Metadata;
    }

    private sealed class FeatureSet(InvocationBindings bindings) : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = new() { [typeof(InvocationBindings)] = bindings };

        public void Set<T>(T instance)
        {
            ArgumentNullException.ThrowIfNull(instance);
            _features[typeof(T)] = instance;
        }

        public T? Get<T>() => _features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
