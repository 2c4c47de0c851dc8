namespace Billing;

/// <summary>A request to take a number off the list that is paid for.</summary>
/// <param name="EventId">The event that the removal will be booked with.</param>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Amount">What is given back, as it was shown and agreed to.</param>
/// <param name="Discounts">For long terms, as they are today.</param>
public sealed record RemovalCommand(
    string EventId,
    string Phone,
    Money Amount,
    IReadOnlyList<TermDiscount> Discounts);

public abstract partial record PaymentDecision
{
    /// <summary>Decides the removal of a number that is paid for.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of the removal.</param>
    public static PaymentDecision Decide(
        PaymentState state,
        RemovalCommand command,
        bool? passwordIsRight,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        var today = BusinessDay.FromInstant(now);
        if (state.Subscriptions.GetValueOrDefault(command.Phone) is not { RemovedAt: null } subscription
            || !subscription.IsPaidOn(today))
        {
            return new NotPaid();
        }

        return RemovalQuote.For(subscription, command.Discounts, today) switch
        {
            _ when state.Account.IsFrozen => new UnderReview(),
            var quote when quote.Amount != command.Amount => new RemovalGivesOther(quote),
            var quote when !state.Account.CanHold(quote.Amount) => new BalanceTooLarge(),
            var quote => Confirm(
                state,
                passwordIsRight,
                now,
                confirmed => Remove(confirmed.Account, subscription, quote, command.EventId, now)),
        };
    }

    private static Paid Remove(
        Account account,
        Subscription subscription,
        RemovalQuote quote,
        string eventId,
        DateTimeOffset now)
    {
        var details = new RemovalDetails(
            quote.Phone,
            quote.TariffId,
            quote.PaidThrough,
            quote.Percent,
            quote.Charges);
        var (after, entry) = account.Append(quote.Amount, eventId, details, now);
        return new(after, entry, [subscription.Remove(details, now, entry.Number)]);
    }
}
