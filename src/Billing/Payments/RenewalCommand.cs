namespace Billing;

/// <summary>A request to renew numbers month by month.</summary>
/// <param name="Phones">The numbers, E.164; at least one.</param>
/// <param name="TariffOf">The tariff of an id as it is sold today; null if it is not.</param>
public sealed record RenewalCommand(IReadOnlyList<string> Phones, Func<string, Tariff?> TariffOf);

public abstract partial record PaymentDecision
{
    /// <summary>The numbers are renewed from now on.</summary>
    public sealed record RenewalsOn(Account Account, IReadOnlyList<Subscription> Subscriptions)
        : Accepted(Account, Subscriptions);

    /// <summary>A number, counted from 0, is not on the list, or its tariff is not on sale.</summary>
    public sealed record NotToBeRenewed(int Item) : PaymentDecision;

    /// <summary>Decides whether numbers are renewed.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="passwordIsRight">Null while it was not verified.</param>
    /// <param name="now">The moment of the request.</param>
    public static PaymentDecision Decide(
        PaymentState state,
        RenewalCommand command,
        bool? passwordIsRight,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        var numbers = new List<Subscription>();
        foreach (var (index, phone) in command.Phones.Index())
        {
            if (state.Subscriptions.GetValueOrDefault(phone) is not { RemovedAt: null } subscription
                || command.TariffOf(subscription.NextTariffId) is not { } tariff)
            {
                return new NotToBeRenewed(index);
            }

            numbers.Add(subscription with { Renewal = new(now.ToUniversalTime(), tariff.MonthlyPrice) });
        }

        return Confirm(state, passwordIsRight, now, confirmed => new RenewalsOn(confirmed.Account, numbers));
    }
}
