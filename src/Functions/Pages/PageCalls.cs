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
        var known = request.Headers.TryGetValues("If-None-Match", out var tags) ? string.Join(",", tags) : null;
        if (files.Answer(file ?? "", known) is not { } page)
        {
            return await edge.Open(request, () => Task.FromResult<Outcome>(Problems.NotFound));
        }

        var response = request.CreateResponse(page.Status);
        foreach (var (name, value) in page.Headers)
        {
            response.Headers.Add(name, value);
        }

        await response.WriteBytesAsync(page.Body.ToArray());
        return new Answer { Response = response };
    }
}
