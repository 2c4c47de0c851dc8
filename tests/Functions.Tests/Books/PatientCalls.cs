using System.Net;

namespace Functions.Tests.Books;

/// <summary>Makes a call again, as it is, when the product is unavailable: every call is safe to repeat.</summary>
internal sealed class PatientCalls() : DelegatingHandler(new SocketsHttpHandler())
{
    private const int MostTimes = 10;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        var response = await base.SendAsync(request, cancellationToken);
        for (var time = 1; response.StatusCode == HttpStatusCode.ServiceUnavailable && time < MostTimes; time++)
        {
            response.Dispose();
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }
}
