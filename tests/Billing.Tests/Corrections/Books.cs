namespace Billing.Tests;

/// <summary>One account's books: what is decided is booked, and the totals are kept beside it.</summary>
internal sealed class Books
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);
    private readonly List<Entry> _entries = [];

    public Account Account { get; set; } = Account.Open("1234567897");

    public IReadOnlyList<Entry> Entries => _entries;

    public AccountTotals Totals { get; private set; } = AccountTotals.None;

    /// <summary>What top-ups brought.</summary>
    public Money Brought => Sum(entry => entry.Details is TopUpDetails ? entry.Amount : Money.Zero);

    /// <summary>What of it belongs to nobody again: each rouble once.</summary>
    public Money Released => Sum(entry => entry.Details is CorrectionDetails { Undoes: EntryKind.TopUp } reversal
        ? (reversal.Debt ?? Money.Zero) - entry.Amount
        : Money.Zero);

    public EntryHistory History => EntryHistory.Of(_entries);

    public long TopUp(Money amount, string? payerAccount = "40702810900000002851")
    {
        var details = new TopUpDetails($"bank-{_entries.Count}", Now, "ООО «Ромашка»", "счёт 12")
        {
            Order = new("45", "7725088527", payerAccount, "044030827"),
        };
        var command = new TopUpCommand($"event-{_entries.Count}", amount, details);
        var booked = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(Account, command, Now));
        return Book(booked.Account, booked.Entry);
    }

    public long Charge(Money amount)
    {
        var details = new PaymentDetails("+79001234567", "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30));
        var (account, entry) = Account.Append(-amount, $"event-{_entries.Count}", details, Now);
        return Book(account, entry);
    }

    public CorrectionDecision Correct(long number, Money? amount = null)
    {
        var command = new CorrectionCommand($"event-{_entries.Count}", number, amount, "ошибка", "Иванова");
        var decision = CorrectionDecision.Decide(Account, History, command, Now);
        if (decision is CorrectionDecision.Booked booked)
        {
            Book(booked.Account, booked.Entry);
        }

        return decision;
    }

    public ReturnDecision Return(long topUp, Money? amount = null)
    {
        var command = new ReturnCommand(
            $"event-{_entries.Count}",
            topUp,
            amount,
            (sum, _) => $"Возврат {sum}",
            "заявление",
            "Иванова");
        var decision = ReturnDecision.Decide(Account, History, command, Now);
        if (decision is ReturnDecision.Booked booked)
        {
            Book(booked.Account, booked.Entry);
        }

        return decision;
    }

    private Money Sum(Func<Entry, Money> part) =>
        _entries.Aggregate(Money.Zero, (sum, entry) => sum + part(entry));

    private long Book(Account account, Entry entry)
    {
        Account = account;
        _entries.Add(entry);
        Totals = Totals.Add(entry);
        return entry.Number;
    }
}
