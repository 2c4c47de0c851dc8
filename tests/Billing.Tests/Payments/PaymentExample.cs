namespace Billing.Tests;

/// <summary>A payment that goes through; tests change one thing of it.</summary>
internal static class PaymentExample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    public static readonly Tariff Base = new("base", "Базовый", Money.FromRoubles(3000));
    public static readonly PaymentItem Item = new("+79001234567", Base, 1, Money.FromRoubles(900));
    public static readonly PaymentCommand Command = CommandFor(Item);

    public static readonly PaymentState State = new(
        WithBalance(Money.FromRoubles(1000)),
        new Dictionary<string, Subscription> { [Item.Phone] = Subscription.Unpaid(Item.Phone, "base") },
        PasswordExpiresAt: null);

    public static PaymentDecision Decide(
        PaymentState state,
        PaymentCommand command,
        bool? isRight = true,
        DateTimeOffset? now = null) => PaymentDecision.Decide(state, command, isRight, now ?? Now);

    public static PaymentCommand CommandFor(params PaymentItem[] items) => new("event-1", items);

    public static Account WithBalance(Money balance) => Account.Open("1234567897")
        .Append(balance, "event-0", new TopUpDetails("bank-1", Now, "", ""), Now)
        .Account;

    public static PaymentState WithNumbers(int count) => State with
    {
        Subscriptions = Enumerable.Range(1, count - 1)
            .Select(number => $"+7900{number:D7}")
            .Append(Item.Phone)
            .ToDictionary(phone => phone, phone => Subscription.Unpaid(phone, "base")),
    };
}
