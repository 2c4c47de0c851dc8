using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// <c>POST /bank/transfers</c>: somebody transfers money to an account, with <c>"silent": true</c> so that only the
/// statement tells of it. <c>GET /bank/statement</c>: today's file. <c>POST</c>: it is uploaded. <c>GET
/// /operator-key</c>: what opens the operator's page.
/// </summary>
internal static class BankEndpoints
{
    public static void MapBank(this IEndpointRouteBuilder app, Bank bank)
    {
        app.MapPost("/bank/transfers", (JsonObject transfer, CancellationToken cancellationToken) =>
        {
            if ((bool?)transfer["silent"] == true)
            {
                bank.TransferSilently(transfer);
                return Task.FromResult(Results.Accepted());
            }

            transfer.Remove("silent");
            return AnswerAsync(() => bank.TransferAsync(transfer, cancellationToken), cancellationToken);
        });
        app.MapGet("/bank/statement", (string? format) => format == "camt"
            ? Results.File(bank.Statement(isCamt: true), "application/xml", "camt.053.xml")
            : Results.File(bank.Statement(isCamt: false), "text/plain", "kl_to_1c.txt"));
        app.MapPost("/bank/statement", (string? format, CancellationToken cancellationToken) =>
            AnswerAsync(() => bank.UploadAsync(format == "camt", cancellationToken), cancellationToken));
        app.MapGet("/operator-key", () => new { key = bank.FunctionKey });
    }

    private static async Task<IResult> AnswerAsync(
        Func<Task<HttpResponseMessage>> call,
        CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await call();
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
    }
}
