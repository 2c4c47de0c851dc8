namespace Billing;

/// <summary>A request to change a number's tariff at once.</summary>
/// <param name="EventId">The event that the change will be booked with.</param>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">The new tariff, at today's price; null if it is not on sale.</param>
/// <param name="Amount">The debit that was shown and agreed to; below zero what is given back.</param>
public sealed record TariffChangeCommand(string EventId, string Phone, Tariff? Tariff, Money Amount);

public abstract partial record PaymentDecision
{
    /// <summary>Decides a change of the tariff.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of the change.</param>
    public static PaymentDecision Decide(
        PaymentState state,
        TariffChangeCommand command,
        bool? passwordIsRight,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (command.Tariff is not { } tariff)
        {
            return new UnknownTariff(0);
        }

        var today = BusinessDay.FromInstant(now);
        if (state.Subscriptions.GetValueOrDefault(command.Phone) is not { } subscription
            || !subscription.IsPaidOn(today))
        {
            return new NotPaid();
        }

        return TariffChangeQuote.For(subscription, tariff, today) switch
        {
            _ when state.Account.IsFrozen => new UnderReview(),
            null => new TermsUnknown(),
            var quote when quote.Amount != command.Amount => new ChangeCostsOther(quote),
            var quote when quote.Amount > state.Account.Balance =>
                new InsufficientFunds(quote.Amount, state.Account.Balance),
            var quote when !state.Account.CanHold(-quote.Amount) => new BalanceTooLarge(),
            var quote => Confirm(
                state,
                passwordIsRight,
                now,
                confirmed => Change(confirmed.Account, subscription, quote, command.EventId, now)),
        };
    }

    private static Paid Change(
        Account account,
        Subscription subscription,
        TariffChangeQuote quote,
        string eventId,
        DateTimeOffset now)
    {
        var details = new TariffChangeDetails(
            quote.Phone,
            quote.Tariff.Id,
            quote.Tariff.Name,
            quote.Tariff.MonthlyPrice,
            quote.From,
            quote.PaidThrough,
            quote.Credit,
            quote.Charge,
            quote.Charges);
        var (after, entry) = account.Append(-quote.Amount, eventId, details, now);
        return new(after, entry, [subscription.Change(details, entry.Number)]);
    }
}
