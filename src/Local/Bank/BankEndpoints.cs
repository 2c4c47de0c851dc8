using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>POST /bank/transfers: somebody transfers money to an account.</summary>
internal static class BankEndpoints
{
    public static void MapBank(this IEndpointRouteBuilder app, Bank bank) =>
        app.MapPost("/bank/transfers", async (JsonObject transfer, CancellationToken cancellationToken) =>
        {
            try
            {
                using var answer = await bank.TransferAsync(transfer, cancellationToken);
                return Results.Text(
                    await answer.Content.ReadAsStringAsync(cancellationToken),
                    answer.Content.Headers.ContentType?.ToString(),
                    statusCode: (int)answer.StatusCode);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException or TaskCanceledException)
            {
                return Problem.Of(
                    503,
                    "service-unavailable",
                    "Перевод не дошёл",
                    "Сервис, которому банк сообщает о поступлениях, не отвечает.");
            }
        });
}
