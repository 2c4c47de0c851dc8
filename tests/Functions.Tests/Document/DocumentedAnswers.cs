using System.Text;

namespace Functions.Tests.Document;

/// <summary>Handler of a test's HTTP client. Checks every answer of the functions against the API document.</summary>
internal sealed class DocumentedAnswers() : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,

    // Tests send any header. The product has to refuse invalid ones.
    RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
})
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith("/api/", StringComparison.Ordinal)
            && request.Method != HttpMethod.Options
            && request.Method != HttpMethod.Head)
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
