using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>
/// Answers what no other function takes: a browser's preflight, a method that the route does not have (405), a route
/// that does not exist (404).
/// </summary>
/// <remarks>The host alone would answer 404 to both of the latter, without a body.</remarks>
public sealed class UnmatchedRoutes(Cors cors, Edge edge)
{
    private static readonly ILookup<string, string> Routes = typeof(UnmatchedRoutes).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .Where(trigger => trigger?.Route is { } route && !route.StartsWith("{*", StringComparison.Ordinal))
        .SelectMany(trigger => trigger!.Methods!.Select(method => (trigger.Route, Method: method.ToUpperInvariant())))
        .ToLookup(route => route.Route!, route => route.Method);

    private static readonly (TemplateMatcher Matcher, string Allow)[] Matchers =
    [
        .. Routes.Select(route =>
            (new TemplateMatcher(TemplateParser.Parse(route.Key), []), string.Join(", ", route))),
    ];

    /// <summary>Answers the request.</summary>
    /// <param name="request">Any.</param>
    /// <param name="path">Its path below the route prefix.</param>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, string? path)
    {
        if (request.Method == "OPTIONS")
        {
            return cors.Preflight(request);
        }

        var matching = Matchers.Where(route => route.Matcher.TryMatch("/" + path, []));
        var allow = string.Join(", ", matching.Select(route => route.Allow));
        var problem = allow.Length == 0 ? Problems.NotFound : Problems.MethodNotAllowed;
        var response = await edge.Open(request, () => Task.FromResult<Outcome>(problem));
        if (allow.Length > 0)
        {
            response.Headers.Add("Allow", allow);
        }

        return response;
    }
}
