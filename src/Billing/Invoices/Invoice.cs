using System.Text.Json.Serialization;

namespace Billing;

/// <summary>
/// A request to transfer money to an account (счёт на оплату). Everything that it says is kept as it was when it was
/// issued, so that it can be printed again with the same result; only <see cref="Received"/> and
/// <see cref="VoidedAt"/> change.
/// </summary>
/// <param name="Account">See <see cref="AccountNumber"/>.</param>
/// <param name="Sequence">See <see cref="InvoiceNumber"/>.</param>
/// <param name="IssuedAt">When, UTC.</param>
/// <param name="Seller">Whom to pay to.</param>
/// <param name="Buyer">Who pays.</param>
/// <param name="Basis">The document that it is based on, such as «Договор-оферта № 1 от 01.09.2026».</param>
/// <param name="Vat">The seller's regime on the day of issue.</param>
/// <param name="Amount">What to pay: more than nothing.</param>
/// <param name="Items">
/// What the money is for, at most as many as one payment; empty for a top-up of any sum. They cost the amount, or more
/// if the account's balance pays for the rest.
/// </param>
/// <param name="ValidUntil">The last day on which prices hold. Money that comes later is booked all the same.</param>
/// <param name="Balance">What of the account's balance at that moment pays for it; null if it was not told.</param>
public sealed record Invoice(
    string Account,
    long Sequence,
    DateTimeOffset IssuedAt,
    InvoiceSeller Seller,
    InvoiceBuyer Buyer,
    string Basis,
    VatRegime Vat,
    Money Amount,
    IReadOnlyList<InvoiceItem> Items,
    DateOnly ValidUntil,
    Money? Balance)
{
    /// <summary>How much of the money that arrived it took; at most its amount.</summary>
    public Money Received { get; init; }

    /// <summary>When it was taken back, UTC; null if it was not.</summary>
    public DateTimeOffset? VoidedAt { get; init; }

    /// <summary>What became of the order to pay for the items once money comes; null if there was none.</summary>
    public OrderStatus? Order { get; init; }

    /// <summary>Its number.</summary>
    [JsonIgnore]
    public InvoiceNumber Number => new(Account, Sequence);

    /// <summary>The business day of its issue, Moscow.</summary>
    [JsonIgnore]
    public DateOnly IssuedOn => BusinessDay.FromInstant(IssuedAt);

    /// <summary>What became of it.</summary>
    [JsonIgnore]
    public InvoiceStatus Status =>
        VoidedAt is not null ? InvoiceStatus.Void
        : Received == Money.Zero ? InvoiceStatus.Issued
        : Received < Amount ? InvoiceStatus.PartlyPaid
        : InvoiceStatus.Paid;

    /// <summary>How much it can still take: nothing once it is void.</summary>
    [JsonIgnore]
    public Money Missing => VoidedAt is null && Received < Amount ? Amount - Received : Money.Zero;

    /// <summary>Whether money can still be missing; stored, so that storage can select by it.</summary>
    public bool IsOpen => Missing > Money.Zero;

    /// <summary>What the items cost, line by line; more than the amount if the balance pays for a part.</summary>
    [JsonIgnore]
    public IReadOnlyList<InvoiceLine> ItemLines => [.. Items.SelectMany(item => item.Lines)];

    /// <summary>What the items cost.</summary>
    [JsonIgnore]
    public Money ItemsAmount => Sum(ItemLines);

    /// <summary>
    /// What is to be paid, line by line: at least one, and their sum is the amount. A part of the items' price that the
    /// balance does not cover is one line: no line is negative, and the tax is that of the money to be transferred.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<InvoiceLine> Lines => this switch
    {
        { Items: [] } => [Service($"Пополнение лицевого счёта {Account} (аванс за услуги связи)")],
        _ when ItemsAmount == Amount => ItemLines,
        _ => [Service($"Доплата за подписку на связь ({ItemsText}) с учётом остатка на лицевом счёте {Account}")],
    };

    /// <summary>The tax in the amount: the sum of the lines', each of them rounded.</summary>
    [JsonIgnore]
    public Money VatAmount =>
        Lines.Aggregate(Money.Zero, (sum, line) => sum + Billing.Vat.Of(line.Amount, Vat));

    /// <summary>What the payer is to write as the transfer's purpose.</summary>
    [JsonIgnore]
    public string Purpose => PaymentPurpose.TextFor(this);

    private string ItemsText => Items is [var one]
        ? $"{RussianText.Phone(one.Phone)} по {RussianText.ShortDay(one.PaidThrough)}"
        : $"номеров: {Items.Count}, по {RussianText.ShortDay(Items.Max(item => item.PaidThrough))}";

    private InvoiceLine Service(string name) => new(name, 1, "усл.", Amount);

    private static Money Sum(IEnumerable<InvoiceLine> lines) =>
        lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
}
