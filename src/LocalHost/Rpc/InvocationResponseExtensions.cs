namespace LocalHost.Rpc;

/// <summary>Reads what a function put out.</summary>
internal static class InvocationResponseExtensions
{
    /// <summary>
    /// The value of an output: what was returned for <c>$return</c>, else the property of its name; null without one.
    /// </summary>
    public static TypedData? ValueOf(this InvocationResponse response, string name) =>
        name == Binding.Return
            ? response.ReturnValue
            : response.OutputData.FirstOrDefault(output => output.Name == name)?.Data;
}
