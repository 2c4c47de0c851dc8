using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Local;

namespace Functions.Tests;

/// <summary>HTTP calls to the functions.</summary>
public sealed class Api(HttpClient http, LocalSystem system)
{
    private int _calls;

    /// <summary>How many calls were made so far.</summary>
    public int Calls => _calls;

    /// <summary>Makes a call.</summary>
    /// <param name="method">GET, POST …</param>
    /// <param name="path">Below the route prefix: <c>tariffs</c>.</param>
    /// <param name="body">Content, a text of JSON, or a value to be written as JSON; null for none.</param>
    /// <param name="bearer">Token of the widget or session of the cabinet.</param>
    /// <param name="headers">More headers. They are not validated.</param>
    public async Task<Reply> SendAsync(
        string method,
        string path,
        object? body = null,
        string? bearer = null,
        params (string Name, string Value)[] headers)
    {
        Interlocked.Increment(ref _calls);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(system.Url, "/api/" + path));
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            _ => new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.OfAsync(response);
    }

    /// <summary>Makes a call with the function key, as automation does.</summary>
    public Task<Reply> AutomateAsync(
        string method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body, bearer: null, [("x-functions-key", system.Secrets.FunctionKey), .. headers]);
}
