using Functions.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Pages;

/// <summary>Answers browsers that open a page, or load what belongs to one.</summary>
public sealed class PageCalls(PageFiles files, Edge edge)
{
    /// <summary>Answers with the file, or that the browser has it already, or that there is none.</summary>
    /// <param name="request">GET.</param>
    /// <param name="file">Its path below <c>/api/pages/</c>.</param>
    public async Task<Answer> AnswerAsync(HttpRequestData request, string? file)
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
        return new Answer { Response = response };

        string? Header(string name) =>
            request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
    }
}
