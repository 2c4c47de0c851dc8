namespace Billing.Tests;

/// <summary>Ways to change one entry, or which entries there are.</summary>
internal static class EntryTampering
{
    /// <summary>Every way.</summary>
    public static IEnumerable<Tampering> All =>
    [
        .. Fields().Select(way => Entry(way.What, way.Change)),

        // A careful forger makes the entry's own hash fit: then the next entry, or the account, does not.
        .. Fields().Select(way => Entry($"{way.What}, hashed anew", entry => Rehash(way.Change(entry)))),
        Entry("hash", entry => entry with { Hash = entry.PreviousHash }),
        Entry("another account's entry", OfAnotherAccount),
        Entries("an entry is missing", (entries, index, _) => entries.RemoveAt(index)),
        Entries("an entry is repeated", (entries, index, _) => entries.Insert(index, entries[index])),
        Entries("an entry of earlier is repeated at the end", (entries, index, _) => entries.Add(entries[index])),
        Entries("two entries are swapped", (entries, index, other) =>
            (entries[index], entries[other]) = (entries[other], entries[index])),
        Entries("the end is cut off", (entries, index, _) => entries.RemoveRange(index, entries.Count - index)),
        Entries("the ledger goes on", (entries, _, _) =>
            entries.Add(Rehash(entries[^1] with { Number = entries.Count + 1, PreviousHash = entries[^1].Hash }))),
    ];

    /// <summary>The index after, or before at the end.</summary>
    public static int Neighbour(StoredLedger ledger, int index) =>
        index + 1 < ledger.Entries.Count ? index + 1 : index - 1;

    /// <summary>The entry with the hash that its content has to have.</summary>
    public static Entry Rehash(Entry entry) => entry with { Hash = entry.ComputeHash() };

    private static IEnumerable<(string What, Func<Entry, Entry> Change)> Fields() =>
    [
        ("number up", entry => entry with { Number = entry.Number + 1 }),
        ("number down", entry => entry with { Number = entry.Number - 1 }),
        ("instant", entry => entry with { At = entry.At.AddTicks(1) }),
        ("amount", entry => entry with { Amount = entry.Amount + new Money(1) }),
        ("balance", entry => entry with { BalanceAfter = entry.BalanceAfter + new Money(1) }),
        ("amount and balance", entry => entry with
        {
            Amount = entry.Amount + new Money(1),
            BalanceAfter = entry.BalanceAfter + new Money(1),
        }),
        ("event", entry => entry with { EventId = entry.EventId + "|" }),
        ("previous hash", entry => entry with { PreviousHash = entry.Hash }),
        ("kind", entry => entry with
        {
            Details = entry.Kind == EntryKind.Correction
                ? new TopUpDetails("", entry.At, "", "")
                : new CorrectionDetails(1, entry.Description),
        }),
        .. Enumerable.Range(0, 12).Select(Detail),
    ];

    private static (string What, Func<Entry, Entry> Change) Detail(int number) =>
        ($"detail {number}", entry => entry with { Details = Change(entry.Details, number) });

    // No kind has more changes than 12.
    private static EntryDetails Change(EntryDetails details, int number)
    {
        var changes = ChangesOf(details);
        return changes[number % changes.Count];
    }

    private static IReadOnlyList<EntryDetails> ChangesOf(EntryDetails details) => details switch
    {
        TopUpDetails topUp =>
        [
            topUp with { ExternalId = topUp.ExternalId + "|" },
            topUp with { ReceivedAt = topUp.ReceivedAt.AddTicks(1) },
            topUp with { Payer = topUp.Payer.ToUpperInvariant() },
            topUp with { Payer = topUp.Payer + topUp.Purpose, Purpose = "" },
            topUp with { Order = topUp.Order is null ? new(null, null, null, null) : null },
            topUp with { Order = OrderOf(topUp) with { Number = "46" } },
            topUp with { Order = OrderOf(topUp) with { PayerInn = "7715034360" } },
            topUp with { Order = OrderOf(topUp) with { PayerAccount = "40702810900000000025" } },
            topUp with { Order = OrderOf(topUp) with { PayerBic = "044514512" } },
            topUp with { Invoice = topUp.Invoice is null ? new(1, topUp.Invoice?.Amount ?? default) : null },
            topUp with { Invoice = new((topUp.Invoice?.Number ?? 0) + 1, topUp.Invoice?.Amount ?? default) },
            topUp with { Invoice = new(topUp.Invoice?.Number ?? 0, new Money(2)) },
        ],
        PaymentDetails payment =>
        [
            payment with { Phone = "+79009999999" },
            payment with { TariffId = payment.TariffId + "2" },
            payment with { TariffName = payment.TariffName.ToUpperInvariant() },
            payment with { Months = payment.Months + 1 },
            payment with { PeriodStart = payment.PeriodStart.AddDays(-1) },
            payment with { PaidThrough = payment.PaidThrough.AddDays(1) },
            payment with { Price = payment.Price is null ? new(new Money(1), 0) : null },
            payment with { Price = new(payment.Price?.Monthly ?? default, 1) },
        ],
        GroupPaymentDetails { Items: [var first, var second] } =>
        [
            new GroupPaymentDetails([first with { Phone = "+79009999999" }, second]),
            new GroupPaymentDetails([first with { TariffId = first.TariffId + "2" }, second]),
            new GroupPaymentDetails([first, second with { TariffName = second.TariffName.ToUpperInvariant() }]),
            new GroupPaymentDetails([first, second with { PaidThrough = second.PaidThrough.AddDays(1) }]),
            new GroupPaymentDetails(
            [
                first with { Amount = first.Amount + new Money(1) },
                second with { Amount = second.Amount - new Money(1) },
            ]),
            new GroupPaymentDetails([second, first]),
            new GroupPaymentDetails([first with { Price = new(new Money(1), 1) }, second]),
        ],
        CorrectionDetails correction =>
        [
            correction with { Corrects = correction.Corrects + 1 },
            correction with { Reason = correction.Reason + "." },
            correction with { Operator = correction.Operator + "П" },
            correction with { Undoes = correction.Undoes is null ? EntryKind.Payment : null },
            correction with { Debt = (correction.Debt ?? default) + new Money(1) },
        ],
        ReturnDetails returned =>
        [
            returned with { TopUp = returned.TopUp + 1 },
            returned with { To = returned.To with { Name = "ООО «Лютик»" } },
            returned with { To = returned.To with { Inn = null } },
            returned with { To = returned.To with { Account = "40702810900000000025" } },
            returned with { To = returned.To with { Bic = "044514512" } },
            returned with { Purpose = returned.Purpose + "." },
            returned with { Reason = returned.Reason + "." },
            returned with { Operator = returned.Operator + "П" },
        ],
        TariffChangeDetails change =>
        [
            change with { Phone = "+79009999999" },
            change with { TariffId = change.TariffId + "2" },
            change with { TariffName = change.TariffName.ToUpperInvariant() },
            change with { MonthlyPrice = change.MonthlyPrice + new Money(1) },
            change with { From = change.From.AddDays(-1) },
            change with { PaidThrough = change.PaidThrough.AddDays(1) },
            change with { Credit = change.Credit + new Money(1) },
            change with { Charge = change.Charge + new Money(1) },
            change with { Charges = [.. change.Charges, 1] },
        ],
        RemovalDetails removal =>
        [
            removal with { Phone = "+79009999999" },
            removal with { TariffId = removal.TariffId + "2" },
            removal with { PaidThrough = removal.PaidThrough.AddDays(1) },
            removal with { Percent = removal.Percent + 1 },
            removal with { Charges = [.. removal.Charges, 1] },
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(details), details, "Another kind of details."),
    };

    private static PaymentOrder OrderOf(TopUpDetails topUp) => topUp.Order ?? new(null, null, null, null);

    // Number, amount, balance and content fit; what it follows does not.
    private static Entry OfAnotherAccount(Entry entry)
    {
        var other = Account.Open("0000000018") with
        {
            LastEntry = entry.Number - 1,
            Balance = entry.BalanceAfter - entry.Amount,
        };
        return other.Append(entry.Amount, entry.EventId, entry.Details, entry.At).Entry;
    }

    private static Tampering Entry(string what, Func<Entry, Entry> change) =>
        Entries($"entry: {what}", (entries, index, _) => entries[index] = change(entries[index]));

    private static Tampering Entries(string what, Action<List<Entry>, int, int> change) => new(what, (ledger, index) =>
    {
        var entries = ledger.Entries.ToList();
        change(entries, index, Neighbour(ledger, index));
        return ledger with { Entries = entries };
    });
}
