using Functions.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Pages;

/// <summary>Answers browsers that open a page or load one of its files.</summary>
public sealed class PageCalls(PageFiles files, Edge edge)
{
    /// <summary>Answers 200 with the file, 304 if the browser has it, or 404.</summary>
    /// <param name="request">A GET or HEAD.</param>
    /// <param name="file">The path below <c>/api/pages/</c>.</param>
    public async Task<HttpResponseData> AnswerAsync(HttpRequestData request, string? file)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (files.Answer(file ?? "", Header("Accept-Encoding"), Header("If-None-Match")) is not { } page)
        {
            return await edge.Open(request, () => Task.FromResult<Outcome>(Problems.NotFound));
        }

        var response = request.CreateResponse(page.Status);
        foreach (var (name, value) in page.Headers)
        {
            response.Headers.Add(name, value);
        }

        await response.Body.WriteAsync(page.Body);
        return response;

        string? Header(string name) =>
            request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
    }
}
