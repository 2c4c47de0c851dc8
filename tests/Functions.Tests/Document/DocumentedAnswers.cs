using System.Text;

namespace Functions.Tests.Document;

/// <summary>Under a test's HTTP client: every answer of the functions has to be as the API document says.</summary>
internal sealed class DocumentedAnswers() : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,

    // Callers may send any header; to refuse it is the product's matter.
    RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
})
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith("/api/", StringComparison.Ordinal) && request.Method != HttpMethod.Options && request.Method != HttpMethod.Head)
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            var errors = ApiDocument.Default.Check(
                request.Method.Method,
                path["/api".Length..],
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                await response.Content.ReadAsStringAsync(cancellationToken)).ToList();
            Assert.True(errors.Count == 0, string.Join('\n', errors));
        }

        return response;
    }
}
