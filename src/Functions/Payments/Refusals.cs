using System.Diagnostics;
using Billing;
using Functions.Http;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>What the caller is told if nothing was booked.</summary>
internal static class Refusals
{
    /// <summary>The problem of a refusal.</summary>
    public static Problem From(PaymentDecision decision, ConfirmedRequest request, DateTimeOffset now)
    {
        var validUntil = BusinessDay.EndOf(BusinessDay.FromInstant(now));
        return decision switch
        {
            PaymentDecision.UnknownTariff { Item: var item } => SubscriptionFields.UnknownTariff(request.PathOf(item)),
            PaymentDecision.TooManySubscriptions => Problems.TooManyConnections,
            PaymentDecision.UnderReview => Problems.AccountUnderReview,
            PaymentDecision.PriceChanged { Quotes: var quotes } => Problems.PriceChanged(quotes, validUntil),
            PaymentDecision.ChangeCostsOther { Quote: var quote } => Problems.PriceChanged(quote, validUntil),
            PaymentDecision.RemovalGivesOther { Quote: var quote } => Problems.PriceChanged(quote, validUntil),
            PaymentDecision.NotPaid => Problems.ConnectionNotPaid,
            PaymentDecision.TermsUnknown => Problems.TermsUnknown,
            PaymentDecision.BalanceTooLarge => Problems.BalanceTooLarge,
            PaymentDecision.InsufficientFunds refusal => Problems.InsufficientFunds(refusal),
            PaymentDecision.Locked { Until: var until } => Problems.CabinetLocked(until - now),
            PaymentDecision.WrongPassword { Account: var account } => Problems.WrongPassword(account.Lockout, now),
            PaymentDecision.PasswordExpired => Problems.PasswordExpired,
            PaymentDecision.NotToBeRenewed { Item: var item } => Problems.NotToBeRenewed(request.PathOf(item)),
            PaymentDecision.TooManyOrders => Problems.TooManyOrders,
            PaymentDecision.Accepted or PaymentDecision.PasswordNeeded or _ =>
                throw new UnreachableException($"{decision.GetType().Name} is no refusal."),
        };
    }
}
