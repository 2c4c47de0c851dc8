namespace Billing;

/// <summary>
/// A top-up that automation reported by call or queue and that no statement has confirmed yet.
/// </summary>
/// <param name="Id">The top-up's id.</param>
/// <param name="ClientId">The client that it was booked for.</param>
/// <param name="Day">The day in Moscow on which the money is said to have come.</param>
/// <param name="Amount">How much.</param>
/// <param name="PayerInn">The payer's ИНН, where it was told.</param>
public sealed record ReportedTopUp(string Id, string ClientId, DateOnly Day, Money Amount, string? PayerInn);

/// <summary>Whether a statement's line is money that was reported already: a closed set of cases.</summary>
public abstract record Confirmation
{
    private Confirmation()
    {
    }

    /// <summary>It is this top-up, and confirms it. Nothing is booked.</summary>
    public sealed record Confirms(ReportedTopUp TopUp) : Confirmation;

    /// <summary>It may be a top-up that was reported for somebody else. A person has to look.</summary>
    public sealed record MaybeBooked : Confirmation;

    /// <summary>It was not reported.</summary>
    public sealed record Unreported : Confirmation;

    /// <summary>
    /// Pairs a line with one top-up of the same day and sum that has the same payer's ИНН or client. Another payer's
    /// ИНН means other money; where it is not known, the line may be the same money.
    /// </summary>
    /// <param name="line">Money that came in.</param>
    /// <param name="clientId">The client that it would be credited to; null where none was found.</param>
    /// <param name="reported">What no statement has confirmed; each confirms one line at most.</param>
    public static Confirmation Find(StatementLine line, string? clientId, IReadOnlyList<ReportedTopUp> reported)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(reported);
        var inn = line.Counterparty.Inn;
        var alike = reported.Where(topUp => topUp.Day == line.Day && topUp.Amount == line.Amount).ToList();
        var best = alike
            .Where(topUp => IsSameInn(topUp) || topUp.ClientId == clientId)
            .OrderByDescending(topUp => (IsSameInn(topUp) ? 1 : 0) + (topUp.ClientId == clientId ? 1 : 0))
            .FirstOrDefault();
        return best is not null ? new Confirms(best)
            : alike.Any(topUp => string.IsNullOrEmpty(topUp.PayerInn) || inn.Length == 0) ? new MaybeBooked()
            : new Unreported();

        bool IsSameInn(ReportedTopUp topUp) => inn.Length > 0 && topUp.PayerInn == inn;
    }
}
