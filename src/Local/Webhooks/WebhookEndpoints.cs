using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// <c>POST /webhooks</c>: the product tells of an event. <c>GET /webhooks</c>: what arrived, newest first.
/// </summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder app, WebhookReceiver receiver)
    {
        app.MapPost("/webhooks", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var body = await reader.ReadToEndAsync(cancellationToken);
            return receiver.TryTake(body, request.Headers) ? Results.NoContent() : Results.Unauthorized();
        });
        app.MapGet("/webhooks", () => new { events = receiver.Events });
    }
}
