using System.Reflection;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Answers what no other function takes: a browser's preflight, a method that the route does not have (405), a route that there is not (404).</summary>
/// <remarks>The host alone would answer 404 to both of the latter, without a word.</remarks>
public sealed class Fallback(Cors cors, Edge edge)
{
    private static readonly ILookup<string, string> Routes = typeof(Fallback).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .Where(trigger => trigger?.Route is { } route && !route.StartsWith("{*", StringComparison.Ordinal))
        .SelectMany(trigger => trigger!.Methods!.Select(method => (trigger.Route, Method: method.ToUpperInvariant())))
        .ToLookup(route => route.Route!, route => route.Method);

    private static readonly (TemplateMatcher Matcher, string Allow)[] Matchers =
        [.. Routes.Select(route => (new TemplateMatcher(TemplateParser.Parse(route.Key), []), string.Join(", ", route)))];

    /// <summary>Answers the request.</summary>
    /// <param name="request">Any.</param>
    /// <param name="path">Its path below the route prefix.</param>
    public async Task<Answer> AnswerAsync(HttpRequestData request, string? path)
    {
        var allow = string.Join(", ", Matchers.Where(route => route.Matcher.TryMatch("/" + path, [])).Select(route => route.Allow));
        if (request.Method == "OPTIONS")
        {
            return new Answer { Response = cors.Preflight(request) };
        }

        var answer = await edge.Open(request, () => Task.FromResult<Outcome>(allow.Length == 0 ? Problems.NotFound : Problems.MethodNotAllowed));
        if (allow.Length > 0)
        {
            answer.Response.Headers.Add("Allow", allow);
        }

        return answer;
    }
}
