namespace Billing;

/// <summary>A request for an invoice: over any sum, or over what is missing for some numbers.</summary>
/// <param name="Amount">The sum, above zero; null with items.</param>
/// <param name="Items">Each number with its tariff and months, at most one payment's; empty with an amount.</param>
public sealed record InvoiceCommand(Money? Amount, IReadOnlyList<InvoiceWish> Items)
{
    /// <summary>What of the balance is kept for something else, and does not pay for the items.</summary>
    public Money Reserved { get; init; }
}

/// <summary>One number that an invoice is for.</summary>
/// <param name="Phone">The number, E.164.</param>
/// <param name="Tariff">What is to be paid for; null if it is not on sale.</param>
/// <param name="Months">Calendar months, 1–12.</param>
public sealed record InvoiceWish(string Phone, Tariff? Tariff, int Months);

/// <summary>All that an invoice is decided from, beside the command.</summary>
/// <param name="Account">The client's account.</param>
/// <param name="Subscriptions">The client's numbers, by phone.</param>
/// <param name="Buyer">The client.</param>
/// <param name="Open">How many invoices of the client wait for money.</param>
/// <param name="LastSequence">The number of the client's last invoice; 0 before the first.</param>
/// <param name="Terms">What the seller says of itself today.</param>
public sealed record InvoiceState(
    Account Account,
    IReadOnlyDictionary<string, Subscription> Subscriptions,
    InvoiceBuyer Buyer,
    int Open,
    long LastSequence,
    SellerTerms Terms);

/// <summary>What the seller says of itself on the day of issue.</summary>
/// <param name="Seller">Whom to pay to.</param>
/// <param name="Basis">The document that invoices are based on.</param>
/// <param name="Vat">The regime of the day.</param>
/// <param name="ValidDays">For how many days after that of issue prices hold.</param>
/// <param name="MaxOpen">How many invoices of a client may wait for money.</param>
public sealed record SellerTerms(InvoiceSeller Seller, string Basis, VatRegime Vat, int ValidDays, int MaxOpen);

/// <summary>What becomes of a request for an invoice: a closed set of cases.</summary>
public abstract record InvoiceDecision
{
    private InvoiceDecision()
    {
    }

    /// <summary>Issued.</summary>
    public sealed record Issued(Invoice Invoice) : InvoiceDecision;

    /// <summary>The tariff of an item, counted from 0, is not on sale.</summary>
    public sealed record UnknownTariff(int Item) : InvoiceDecision;

    /// <summary>The balance suffices for the numbers: there is nothing to transfer.</summary>
    public sealed record NothingMissing(Money Amount, Money Balance) : InvoiceDecision;

    /// <summary>Too many invoices of the client wait for money.</summary>
    public sealed record TooManyOpen : InvoiceDecision;

    /// <summary>Decides on an invoice.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="command">What is asked for.</param>
    /// <param name="now">The moment of issue.</param>
    public static InvoiceDecision Decide(InvoiceState state, InvoiceCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(command);
        if (command.Items.Index().FirstOrDefault(each => each.Item.Tariff is null) is { Item: not null } unknown)
        {
            return new UnknownTariff(unknown.Index);
        }

        if (state.Open >= state.Terms.MaxOpen)
        {
            return new TooManyOpen();
        }

        var today = BusinessDay.FromInstant(now);
        var items = command.Items.Select(wish => InvoiceItem.FromQuote(QuoteOf(wish, state, today))).ToArray();
        var balance = state.Account.Balance - command.Reserved;
        var amount = command.Amount
            ?? items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount) - balance;
        if (amount <= Money.Zero)
        {
            return new NothingMissing(amount + balance, balance);
        }

        var (seller, basis, vat, validDays, _) = state.Terms;
        return new Issued(new(
            state.Account.Number,
            state.LastSequence + 1,
            now.ToUniversalTime(),
            seller,
            state.Buyer,
            basis,
            vat,
            amount,
            items,
            today.AddDays(validDays),
            balance));
    }

    private static Quote QuoteOf(InvoiceWish wish, InvoiceState state, DateOnly today) => Quote.For(
        wish.Tariff!,
        state.Subscriptions.GetValueOrDefault(wish.Phone) ?? Subscription.Unpaid(wish.Phone, wish.Tariff!.Id),
        wish.Months,
        today);
}
