using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Azure.Functions.Worker;

namespace Standalone;

/// <summary>
/// Routes requests as the Functions host does: the functions are asked in the order of their names, and the first whose
/// template, constraints and methods fit takes the request. Nothing else fits better, and another method is no match at all.
/// </summary>
internal static class FunctionRoutes
{
    /// <summary>A router over the HTTP functions.</summary>
    /// <param name="functions">Functions in the order of their names; others than HTTP functions are passed over.</param>
    /// <param name="prefix">First part of every route.</param>
    /// <param name="constraints">Resolves constraints such as <c>{id:guid}</c>.</param>
    /// <param name="handle">Handles a request to a function.</param>
    public static IRouter Create(
        IEnumerable<Function> functions, string prefix, IInlineConstraintResolver constraints, Func<Function, HttpTriggerAttribute, HttpContext, Task> handle)
    {
        var routes = new RouteCollection();
        foreach (var function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute trigger)
            {
                routes.Add(new Route(
                    new RouteHandler(http => handle(function, trigger, http)),
                    function.Name,
                    Template(prefix, string.IsNullOrEmpty(trigger.Route) ? function.Name : trigger.Route),
                    defaults: null,
                    trigger.Methods is { } methods ? new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(methods) } : null,
                    dataTokens: null,
                    constraints));
            }
        }

        return routes;
    }

    private static string Template(string prefix, string route) => prefix.Length == 0 ? route : $"{prefix}/{route}";
}
