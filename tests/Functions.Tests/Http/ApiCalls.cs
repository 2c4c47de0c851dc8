using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Http;

/// <summary>Who may make a call.</summary>
public enum Caller
{
    Anyone,
    Widget,
    Cabinet,
    Automation,
}

/// <summary>A call of the API, as its trigger declares it.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Route">The route, with parameters in braces.</param>
/// <param name="Caller">Who may make the call.</param>
public sealed record ApiCall(string Function, string Method, string Route, Caller Caller)
{
    private static readonly string[] OpenFunctions =
        ["LogIn", "AskForReset", "CheckReset", "ConfirmReset", "GetHealth", "GetOpenApi"];

    /// <summary>
    /// All calls, by function name. A new one counts as the widget's or the cabinet's until <see cref="OpenFunctions"/>
    /// has it.
    /// </summary>
    public static IReadOnlyDictionary<string, ApiCall> All { get; } =
        (from type in typeof(BillingApp).Assembly.GetTypes()
         from method in type.GetMethods()
         from parameter in method.GetParameters()
         let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
         where trigger is { Route: { } route } && !route.Contains("{*", StringComparison.Ordinal)
         let function = method.GetCustomAttribute<FunctionAttribute>()!.Name
         select new ApiCall(
             function,
             trigger.Methods!.Single(method => method != "head").ToUpperInvariant(),
             trigger.Route!,
             trigger.AuthLevel == AuthorizationLevel.Function ? Caller.Automation
                 : OpenFunctions.Contains(function) ? Caller.Anyone
                 : trigger.Route!.StartsWith("cabinet/", StringComparison.Ordinal) ? Caller.Cabinet
                 : Caller.Widget)).ToDictionary(call => call.Function);

    /// <summary>Names of the functions of some callers.</summary>
    public static TheoryData<string> Of(params Caller[] callers) =>
        new(All.Values.Where(call => callers.Contains(call.Caller)).Select(call => call.Function).Order());

    /// <summary>The path for a client, the usual phone number, and a payment.</summary>
    public string Path(string clientId, string paymentId = "none") => Route
        .Replace("{clientId}", clientId, StringComparison.Ordinal)
        .Replace("{phone}", Uri.EscapeDataString(Customer.Phone), StringComparison.Ordinal)
        .Replace("{paymentId}", paymentId, StringComparison.Ordinal)
        .Replace("{failureId}", "none", StringComparison.Ordinal)
        .Replace("{deliveryId}", "none", StringComparison.Ordinal)
        .Replace("{statementId}", "none", StringComparison.Ordinal)
        .Replace("{movementId}", "none", StringComparison.Ordinal)
        .Replace("{accountNumber}", "0000000018", StringComparison.Ordinal)
        .Replace("{number}", "0000000018-1", StringComparison.Ordinal);
}
