using System.Diagnostics;
using Billing;
using Functions.Http;
using Functions.Subscriptions;

namespace Functions.Payments;

/// <summary>What the caller is told of a payment.</summary>
internal static class PaymentAnswers
{
    /// <summary>It was made by this call.</summary>
    public static Outcome Paid(string clientId, Entry entry) => new(201, BodyOf(entry))
    {
        Location = $"/api/clients/{clientId}/payments/{PageRequest.KeyOf(entry)}",
    };

    /// <summary>It was made by an earlier call with the same key.</summary>
    public static Outcome Repeated(Entry entry) => Outcome.Ok(BodyOf(entry));

    /// <summary>It was not made.</summary>
    public static Problem Refused(
        PaymentDecision decision,
        PaymentRequest request,
        DateTimeOffset now) => decision switch
        {
            PaymentDecision.UnknownTariff { Item: var item } =>
                SubscriptionFields.UnknownTariff(request.IsList ? $"items[{item}]." : ""),
            PaymentDecision.TooManySubscriptions => Problems.TooManyConnections,
            PaymentDecision.UnderReview => Problems.AccountUnderReview,
            PaymentDecision.PriceChanged { Quotes: var quotes } =>
                Problems.PriceChanged(quotes, BusinessDay.EndOf(BusinessDay.FromInstant(now))),
            PaymentDecision.InsufficientFunds refusal => Problems.InsufficientFunds(refusal),
            PaymentDecision.Locked { Until: var until } => Problems.CabinetLocked(until - now),
            PaymentDecision.WrongPassword { Account: var account } => Problems.WrongPassword(account.Lockout, now),
            PaymentDecision.PasswordExpired => Problems.PasswordExpired,
            PaymentDecision.Paid or PaymentDecision.PasswordNeeded or _ =>
                throw new UnreachableException($"{decision.GetType().Name} is no refusal."),
        };

    private static PaymentBody BodyOf(Entry entry) => PaymentBody.From(entry) with
    {
        Subscription = entry.PaidItems is [var one] ? ConnectionBody.FromPayment(one) : null,
    };
}
