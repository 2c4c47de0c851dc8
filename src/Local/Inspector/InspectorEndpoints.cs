using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// GET /behind: queues, timers, failures, and the way to the operator's page. POST /behind/timers/{name}: run it now.
/// POST /behind/failures/{id}: run it again. GET /behind/accounts/{account}: its rows and whether the ledger adds up.
/// </summary>
internal static class InspectorEndpoints
{
    public static void MapInspector(this IEndpointRouteBuilder app, Func<Inspector?> behind)
    {
        app.MapGet("/behind", async (CancellationToken cancellationToken) => behind() is { } product
            ? Results.Ok(new
            {
                Queues = await product.QueuesAsync(cancellationToken),
                Timers = product.Timers(),
                Failures = await product.FailuresAsync(cancellationToken),
                Operator = product.Operator(),
            })
            : NotConnected);
        app.MapPost("/behind/timers/{name}", async (string name, CancellationToken cancellationToken) =>
            behind() is not { } product ? NotConnected
            : await product.RunTimerAsync(name, cancellationToken) is 202 ? Results.Accepted()
            : Problem.Of(404, "not-found", "Нет такого таймера", "Список таймеров – в разделе «Что внутри»."));
        app.MapPost("/behind/failures/{id}", async (string id, CancellationToken cancellationToken) =>
            behind() is not { } product ? NotConnected
            : await product.RetryAsync(id, cancellationToken) is 202 ? Results.Accepted()
            : Problem.Of(404, "not-found", "Такой записи нет", "Список – в разделе «Что внутри»."));
        app.MapGet("/behind/accounts/{account}", async (string account, CancellationToken cancellationToken) =>
            behind() is not { } product ? NotConnected
            : !product.CanReadRows
                ? Problem.Of(501, "not-available", "Строки не видны", "Функции работают в отдельном процессе.")
            : await product.AccountAsync(account, cancellationToken) is { } view ? Results.Ok(view)
            : Problem.Of(404, "account-not-found", "Лицевой счёт не найден", "Лицевого счёта с таким номером нет."));
    }

    private static IResult NotConnected =>
        Problem.Of(503, "service-unavailable", "Сервис не запущен", "Внутри пока ничего нет.");
}
