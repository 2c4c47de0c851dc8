using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Renewals;

/// <summary>Until when a number works on although its last paid day has passed.</summary>
public sealed class Grace(MovementRows movements, IOptions<GraceSettings> settings)
{
    // Money that nobody has looked at for longer is nobody's reason any more.
    private const int DaysOfMoney = 7;

    /// <summary>
    /// The last day of grace of numbers whose last paid day has passed: so many days as are configured. As long as
    /// money that came lately from the client's ИНН waits for an operator, also today.
    /// </summary>
    /// <param name="state">The client.</param>
    /// <param name="day">The last paid day.</param>
    /// <param name="today">The business day.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if they have none today.</returns>
    public async Task<DateOnly?> EndAsync(
        ClientState state,
        DateOnly day,
        DateOnly today,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var configured = day.AddDays(settings.Value.GraceDays);
        if (configured >= today)
        {
            return configured;
        }

        var since = today.AddDays(-DaysOfMoney);
        return state.Client is { Requisites.Inn: { Length: > 0 } inn }
            && await movements.IsOpenOfAsync(inn, since, cancellationToken)
                ? today
                : null;
    }
}
