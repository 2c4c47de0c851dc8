using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.Options;

namespace LocalHost;

/// <summary>
/// Routes requests as the Functions host does: the functions are asked in the order of their names, and the first whose
/// template, constraints and methods fit takes the request. A more exact route does not win.
/// </summary>
internal static class FunctionRoutes
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <summary>A router over the HTTP functions.</summary>
    /// <param name="functions">Functions in the order of their names; only the HTTP functions count.</param>
    /// <param name="prefix">First part of every route.</param>
    /// <param name="handle">Handles a request to a function.</param>
    /// <exception cref="FunctionsHostException">A route is the host's own, or two functions have the same.</exception>
    public static IRouter Create(
        IEnumerable<Function> functions,
        string prefix,
        Func<Function, HttpContext, Task> handle)
    {
        var http = functions.Where(function => function.IsTriggeredBy(Function.Http)).ToList();
        Check(http);
        var constraints = new DefaultInlineConstraintResolver(
            Options.Create(new RouteOptions()),
            EmptyServices.Instance);
        var routes = new RouteCollection();
        foreach (var function in http)
        {
            routes.Add(new Route(
                new RouteHandler(context => handle(function, context)),
                function.Name,
                prefix.Length == 0 ? RouteOf(function) : $"{prefix}/{RouteOf(function)}",
                defaults: null,
                MethodsOf(function) is { } methods
                    ? new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(methods) }
                    : null,
                dataTokens: null,
                constraints));
        }

        return routes;
    }

    /// <summary>The route of an HTTP function: what its trigger says, or its name.</summary>
    public static string RouteOf(Function function) =>
        (function.Trigger.Text("route") is { } route && !string.IsNullOrWhiteSpace(route) ? route : function.Name)
            .Trim('/');

    // The host's own two rules; it leaves such a function out and goes on, here the app does not start.
    private static void Check(List<Function> functions)
    {
        foreach (var function in functions)
        {
            if (Reserved.Any(reserved => RouteOf(function).StartsWith(reserved, StringComparison.OrdinalIgnoreCase)))
            {
                throw new FunctionsHostException(
                    $"Function '{function.Name}': the route '{RouteOf(function)}' conflicts with one or more "
                    + "built in routes.");
            }

            if (functions.Find(other => other != function && Conflict(function, other)) is { } conflicting)
            {
                throw new FunctionsHostException(
                    $"Function '{function.Name}': the route '{RouteOf(function)}' conflicts with that of "
                    + $"'{conflicting.Name}'.");
            }
        }
    }

    private static bool Conflict(Function one, Function other) =>
        string.Equals(RouteOf(one), RouteOf(other), StringComparison.OrdinalIgnoreCase)
        && (MethodsOf(one) is not { } methods || MethodsOf(other) is not { } others
            || methods.Intersect(others, StringComparer.OrdinalIgnoreCase).Any());

    private static string[]? MethodsOf(Function function) =>
        function.Trigger.Texts("methods") is { Length: > 0 } methods ? methods : null;

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
