namespace Billing.Tests;

/// <summary>All that an audit reads of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Entries">Oldest first.</param>
/// <param name="Events">Ids, with the number of the entry that each was booked with.</param>
/// <param name="Subscriptions">By phone.</param>
/// <param name="Today">The business day.</param>
public sealed record StoredLedger(
    Account Account,
    IReadOnlyList<Entry> Entries,
    IReadOnlyDictionary<string, long> Events,
    IReadOnlyDictionary<string, Subscription> Subscriptions,
    DateOnly Today)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing booked, and one number that was never paid for.</summary>
    public static StoredLedger Open(string number = "1234567897") => new(
        Account.Open(number),
        [],
        new Dictionary<string, long>(),
        new Dictionary<string, Subscription> { ["+79007654321"] = Subscription.Unpaid("+79007654321", "base") },
        BusinessDay.FromInstant(Start));

    /// <summary>Every place from which an audit can start.</summary>
    public IReadOnlyList<Checkpoint> Checkpoints =>
    [
        Checkpoint.Start(Account.Number),
        .. Entries.Select(entry => new Checkpoint(entry.Number, entry.BalanceAfter, entry.Hash)),
    ];

    /// <summary>Books commands, three days apart; those that the account refuses leave no trace.</summary>
    public static StoredLedger Book(params IEnumerable<LedgerCommand> commands)
    {
        var (ledger, now) = (Open(), Start);
        foreach (var command in commands)
        {
            ledger = ledger.At(now, expires: command.Choice % 2 == 0);
            try
            {
                ledger = ledger.Append(command, now);
            }
            catch (InvalidOperationException)
            {
                // Refused: the property that is being checked says when that is right.
            }

            now = now.AddDays(3);
        }

        return ledger;
    }

    /// <summary>Reads everything after a checkpoint to an audit.</summary>
    public LedgerAudit Audit(Checkpoint start)
    {
        var audit = new LedgerAudit(start, Account, Today);
        foreach (var entry in Entries.Skip((int)start.Number))
        {
            audit.Add(entry);
        }

        // The audit does not rely on an order of events.
        foreach (var (id, entry) in Events.Where(pair => pair.Value > start.Number).OrderBy(pair => pair.Key))
        {
            audit.AddEvent(id, entry);
        }

        audit.Close(Subscriptions.Values);
        return audit;
    }

    /// <summary>The first mismatch, judged from the first entry.</summary>
    public string? Mismatch() => Audit(Checkpoint.Start(Account.Number)).Mismatch;

    private StoredLedger At(DateTimeOffset now, bool expires)
    {
        var today = BusinessDay.FromInstant(now);
        return this with
        {
            Today = today,
            Subscriptions = expires
                ? Subscriptions.ToDictionary(pair => pair.Key, pair => pair.Value.ExpireBy(today))
                : Subscriptions,
        };
    }

    private StoredLedger Append(LedgerCommand command, DateTimeOffset now)
    {
        var paid = new[] { command.Phone, command.SecondPhone }.OfType<string>()
            .Select(phone => Subscriptions.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, command.Tariff.Id))
            .Select(each => (Subscription: each, Quote: Quote.For(command.Tariff, each, command.Months, Today)))
            .ToArray();
        // An older version stored no prices.
        var items = paid.Select((each, index) => PaidItem.FromQuote(each.Quote) with
        {
            Amount = index == 0 ? -command.Amount : Money.Zero,
            Price = command.Choice % 4 == 3 ? null : new(each.Quote.Tariff.MonthlyPrice, each.Quote.Percent),
        }).ToArray();
        EntryDetails details = command.Kind switch
        {
            EntryKind.TopUp => new TopUpDetails($"bank-{Entries.Count}", now.AddHours(-1), "ООО «Ромашка»", "счёт 12")
            {
                Order = command.Choice % 2 == 0 ? null : new("45", "7725088527", "40702810900000002851", null),
                Invoice = command.Choice % 3 == 0 ? null : new(command.Choice, new Money(1)),
            },
            EntryKind.Payment => DetailsOf(items),
            EntryKind.TariffChange => new TariffChangeDetails(
                command.Phone,
                command.Tariff.Id,
                command.Tariff.Name,
                command.Tariff.MonthlyPrice,
                Today,
                PaidNumber(command).PaidThrough!.Value,
                new Money(3),
                new Money(2),
                [1]),
            EntryKind.Removal => RemovalOf(PaidNumber(command)),
            EntryKind.Correction => new CorrectionDetails(Entries.Count, "двойное зачисление")
            {
                Operator = command.Choice % 2 == 0 ? null : "Иванова",
                Undoes = command.Choice % 2 == 0 ? null : EntryKind.TopUp,
                Debt = command.Choice % 3 == 0 ? null : new Money(5),
            },
            EntryKind.Return => new ReturnDetails(
                1,
                new("ООО «Ромашка»", "7725088527", "40702810900000002851", "044030827"),
                "Возврат аванса",
                "заявление от 22.11.2026",
                "Иванова"),
        };
        var eventId = HashedText.Key($"{Entries.Count}");
        var (account, entry) = Account.Append(command.Amount, eventId, details, now);
        return this with
        {
            Account = account,
            Entries = [.. Entries, entry],
            Events = new Dictionary<string, long>(Events) { [eventId] = entry.Number },
            Subscriptions = After(entry, items, details).ToDictionary(each => each.Phone),
        };
    }

    private IEnumerable<Subscription> After(Entry entry, PaidItem[] items, EntryDetails details) => details switch
    {
        PaymentDetails or GroupPaymentDetails => Subscriptions.Values
            .ExceptBy(items.Select(each => each.Phone), each => each.Phone)
            .Concat(items.Select(each =>
                (Subscriptions.GetValueOrDefault(each.Phone) ?? Subscription.Unpaid(each.Phone, each.TariffId))
                    .Pay(each, entry.Number, Today))),
        TariffChangeDetails change => Subscriptions.Values.Select(each =>
            each.Phone == change.Phone ? each.Change(change, entry.Number) : each),
        RemovalDetails removal => Subscriptions.Values.Select(each =>
            each.Phone == removal.Phone ? each.Remove(removal, entry.At, entry.Number) : each),
        _ => Subscriptions.Values,
    };

    private Subscription PaidNumber(LedgerCommand command) =>
        Subscriptions.GetValueOrDefault(command.Phone) is { } subscription && subscription.IsPaidOn(Today)
            ? subscription
            : throw new InvalidOperationException("The number is not paid for.");

    private RemovalDetails RemovalOf(Subscription subscription)
    {
        var quote = RemovalQuote.For(subscription, [], Today);
        return new(quote.Phone, quote.TariffId, quote.PaidThrough, quote.Percent, quote.Charges);
    }

    private static EntryDetails DetailsOf(PaidItem[] items) => items is [var one]
        ? new PaymentDetails(one.Phone, one.TariffId, one.TariffName, one.Months, one.PeriodStart, one.PaidThrough)
        {
            Price = one.Price,
        }
        : new GroupPaymentDetails(items);
}
