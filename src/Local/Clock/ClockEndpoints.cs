using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>GET and POST /clock: what time it is in the product's world, and moving it on.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder app, MovableClock clock)
    {
        app.MapGet("/clock", () => new Time(clock.GetUtcNow()));
        app.MapPost("/clock", (Move move) =>
        {
            try
            {
                return Results.Ok(new Time(clock.Advance(CalendarDuration.Parse(move.Advance))));
            }
            catch (InvalidOperationException)
            {
                return Problem.Of(
                    409,
                    "clock-not-moved",
                    "Часы не переведены",
                    "Функции работают в отдельном процессе и живут по настоящему времени.");
            }
            catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException or OverflowException)
            {
                return Problem.Of(
                    400,
                    "clock-not-moved",
                    "Часы не переведены",
                    "Укажите, на сколько перевести часы вперёд: P1D – день, P1M – месяц, PT1H – час.");
            }
        });
    }

    private sealed record Time(DateTimeOffset Now);

    private sealed record Move(string? Advance);
}
