namespace Billing;

/// <summary>
/// What movements of some days add up to, by what became of them; a fold. Of the lines of statements
/// <c>Credits = TopUps + Confirmed + Suspense + Ignored + Returned + Bounced</c> once all are decided on.
/// </summary>
/// <param name="Credits">Lines by which money came in.</param>
/// <param name="TopUps">What of them is on clients' accounts.</param>
/// <param name="Confirmed">What of them was reported, and is on clients' accounts by the report.</param>
/// <param name="Suspense">What of them belongs to nobody yet, or waits to be sent back.</param>
/// <param name="Ignored">What of them is nobody's top-up.</param>
/// <param name="Returned">What of them belonged to nobody and was sent back.</param>
/// <param name="Bounced">What of them is a return that came back.</param>
/// <param name="Reported">What was reported by connectors and booked, confirmed or not.</param>
public sealed record MovementSums(
    Money Credits,
    Money TopUps,
    Money Confirmed,
    Money Suspense,
    Money Ignored,
    Money Returned,
    Money Bounced,
    Money Reported)
{
    /// <summary>Of no movements.</summary>
    public static MovementSums None { get; } = new(
        Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

    /// <summary>What is not decided on yet, or was lost: nothing once all work is done.</summary>
    public Money Undecided => Credits - TopUps - Confirmed - Suspense - Ignored - Returned - Bounced;

    /// <summary>What connectors reported and no statement has confirmed.</summary>
    public Money Unconfirmed => Reported - Confirmed;

    /// <summary>All that clients' accounts received.</summary>
    public Money Receipts => TopUps + Reported;

    /// <summary>The sums with one more movement.</summary>
    public MovementSums Add(Movement movement)
    {
        ArgumentNullException.ThrowIfNull(movement);
        if (!movement.IsCredit || movement.IsVoid)
        {
            return this;
        }

        var booked = movement.Parts
            .Where(part => part.Entry is not null)
            .Aggregate(Money.Zero, (sum, part) => sum + part.Amount);
        if (movement.Source == MovementSource.Reported)
        {
            return AddReport(movement, booked);
        }

        var counted = this with { Credits = Credits + movement.Amount };
        return movement.Status switch
        {
            MovementStatus.Crediting or MovementStatus.Credited => counted with { TopUps = TopUps + booked },
            MovementStatus.Suspense or MovementStatus.ReturnDue => counted with
            {
                TopUps = TopUps + booked,
                Suspense = Suspense + movement.Amount - booked,
            },
            MovementStatus.Returned => counted with
            {
                TopUps = TopUps + booked,
                Returned = Returned + movement.Amount - booked,
            },
            MovementStatus.Confirmed => counted with { Confirmed = Confirmed + movement.Amount },
            MovementStatus.Ignored => counted with { Ignored = Ignored + movement.Amount },
            MovementStatus.Bounced => counted with { Bounced = Bounced + movement.Amount },
            MovementStatus.Deciding or MovementStatus.Outgoing or MovementStatus.ReturnSent => counted,
        };
    }

    // What was taken from the account again of a report that a line has confirmed is no more where the line says.
    private MovementSums AddReport(Movement report, Money booked)
    {
        var rest = report.Twin is null ? Money.Zero : report.Amount - booked;
        var counted = this with { Reported = Reported + booked };
        return report.Status switch
        {
            MovementStatus.Suspense or MovementStatus.ReturnDue => counted with
            {
                Confirmed = Confirmed - rest,
                Suspense = Suspense + rest,
            },
            MovementStatus.Returned => counted with { Confirmed = Confirmed - rest, Returned = Returned + rest },
            _ => counted,
        };
    }

    /// <summary>The sums of both.</summary>
    public static MovementSums operator +(MovementSums left, MovementSums right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Credits + right.Credits,
            left.TopUps + right.TopUps,
            left.Confirmed + right.Confirmed,
            left.Suspense + right.Suspense,
            left.Ignored + right.Ignored,
            left.Returned + right.Returned,
            left.Bounced + right.Bounced,
            left.Reported + right.Reported);
    }
}
