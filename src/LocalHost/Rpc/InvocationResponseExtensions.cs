namespace LocalHost.Rpc;

/// <summary>Reads what a function put out.</summary>
internal static class InvocationResponseExtensions
{
    /// <summary>The value of an output: of <c>$return</c> what was returned, else that of the property of its name; null if there is none.</summary>
    public static TypedData? ValueOf(this InvocationResponse response, string name) =>
        name == Binding.Return ? response.ReturnValue : response.OutputData.FirstOrDefault(output => output.Name == name)?.Data;
}
