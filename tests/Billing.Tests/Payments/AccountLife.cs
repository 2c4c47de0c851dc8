namespace Billing.Tests;

/// <summary>
/// Decides, commits and audits as the use cases do, on rows in memory. An audit reads the account first and the rest
/// later, so that commits come between.
/// </summary>
internal sealed partial class AccountLife
{
    private static readonly TermDiscount[] Discounts = [new(6, 10), new(12, 20)];

    private readonly Tariff[] _tariffs =
    [
        new("base", "Базовый", new(199_95)) { Discounts = Discounts },
        new("pro", "Про", new(500_00)) { Discounts = Discounts },
    ];

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, long> _events = [];
    private readonly Dictionary<string, Subscription> _subscriptions = [];
    private readonly List<Checkpoint> _checkpoints = [];

    // What is paid for, day by day, and what it cost in all.
    private readonly Dictionary<string, SortedDictionary<DateOnly, string>> _paidDays = [];
    private readonly Dictionary<string, Money> _charged = [];
    private DateTimeOffset _now = new(2027, 1, 31, 9, 0, 0, TimeSpan.Zero);
    private Account _account = Account.Open("1234567897");
    private (Checkpoint Start, Account Account)? _audit;
    private long _kopecks;

    public AccountLife() => _checkpoints.Add(Checkpoint.Start(_account.Number));

    /// <summary>What happened so far, by name.</summary>
    public HashSet<string> Met { get; } = [];

    private DateOnly Today => BusinessDay.FromInstant(_now);

    public void Play(Happening happening)
    {
        switch (happening.Kind)
        {
            case HappeningKind.MoneyArrives:
                Receive(happening);
                break;
            case HappeningKind.Pays:
                Pay(happening);
                break;
            case HappeningKind.ChangesTariff:
                Change(happening);
                break;
            case HappeningKind.Removes:
                Remove(happening);
                break;
            case HappeningKind.ChoosesTariff:
                var phone = PhoneOf(happening);
                var tariffId = TariffOf(happening.Size).Id;
                _subscriptions[phone] = SubscriptionOf(phone, tariffId).Choose(tariffId);
                break;
            case HappeningKind.PriceChanges:
                var index = happening.Key % _tariffs.Length;
                _tariffs[index] = _tariffs[index] with { MonthlyPrice = new(50_00 + (happening.Size * 61_37)) };
                Met.Add("price");
                break;
            case HappeningKind.TimePasses:
                _now = _now.AddHours(happening.Key * happening.Size * 3);
                break;
            case HappeningKind.SubscriptionsEnd:
                EndDays();
                break;
            case HappeningKind.Orders:
                PlaceOrder(happening);
                break;
            case HappeningKind.SwitchesRenewal:
                SwitchRenewal(PhoneOf(happening));
                break;
            case HappeningKind.AuditStarts:
                _audit = (_checkpoints[happening.Key % _checkpoints.Count], _account);
                break;
            case HappeningKind.AuditEnds when _audit is { } audit:
                EndAudit(audit.Start, audit.Account);
                break;
        }
    }

    public void CheckInvariants()
    {
        Assert.Equal(_kopecks, _account.Balance.Kopecks);
        Assert.True(_account.Balance >= Money.Zero);
        Assert.Equal(_events.Count, _entries.Count);
        var lots = Lots.Of(_entries);
        Assert.Equal(_kopecks, lots.Open.Sum(lot => lot.Amount.Kopecks));
        Assert.Equal(
            _account.Balance,
            _entries.Aggregate(AccountTotals.None, (totals, entry) => totals.Add(entry)).Balance);
        Assert.All(_charged.Values, charged => Assert.True(charged >= Money.Zero));
        foreach (var subscription in _subscriptions.Values)
        {
            var days = _paidDays.GetValueOrDefault(subscription.Phone) ?? [];
            Assert.Equal(days.Count == 0 ? null : days.Last().Key, subscription.PaidThrough);
            Assert.Equal(days.Count == 0 ? null : days.Last().Value, subscription.PaidTariffId);
            Assert.Equal(
                days.GetValueOrDefault(Today),
                subscription.PeriodsFrom(Today) is [var current, ..] ? current.TariffId : null);
            Assert.Equal(days.Count == 0, subscription.Status == SubscriptionStatus.Unpaid);
            Assert.False(subscription.PaidThrough >= Today && subscription.Status != SubscriptionStatus.Paid);
        }
    }

    private Tariff TariffOf(int number) => _tariffs[number % _tariffs.Length];

    private static string PhoneOf(Happening happening) => $"+7900123456{happening.Key % 3}";

    // Now one number, now two or three at once.
    private static IEnumerable<string> PhonesOf(Happening happening) =>
        Enumerable.Range(0, 1 + (happening.Key % 3))
            .Select(number => PhoneOf(happening with { Key = happening.Key + number }));

    private Subscription SubscriptionOf(string phone, string tariffId) =>
        _subscriptions.GetValueOrDefault(phone) ?? Subscription.Unpaid(phone, tariffId);

    private void Receive(Happening happening)
    {
        var details = new TopUpDetails($"bank-{happening.Key}", _now, "ООО", "счёт");
        var command = new TopUpCommand($"top-up-{happening.Key}", new Money(happening.Size * 50_01), details);
        var booked = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(_account, command, _now));
        if (TryCommit(booked.Account, booked.Entry))
        {
            _kopecks += command.Amount.Kopecks;
            Met.Add(nameof(TopUpDecision.Booked));
            ServeOrders(named: happening.Size % 3 == 0 ? _orders.LastOrDefault()?.Invoice : null);
        }
    }

    private void Pay(Happening happening)
    {
        var tariff = TariffOf(happening.Size);
        var items = PhonesOf(happening)
            .Select(phone => Quote.For(tariff, SubscriptionOf(phone, tariff.Id), happening.Size, Today))
            .Select(quote => new PaymentItem(quote.Phone, tariff, quote.Months, quote.Amount))
            .ToArray();
        var amount = items.Aggregate(Money.Zero, (sum, item) => sum + item.Amount);
        var command = new PaymentCommand($"payment-{happening.Key}", items);
        var state = new PaymentState(_account, _subscriptions, PasswordExpiresAt: null);
        var decision = PaymentDecision.Decide(state, command, passwordIsRight: null, _now);
        if (decision is PaymentDecision.PasswordNeeded)
        {
            decision = PaymentDecision.Decide(state, command, happening.PasswordIsRight, _now);
        }

        switch (decision)
        {
            case PaymentDecision.Paid paid:
                Assert.True(happening.PasswordIsRight && !_account.Lockout.IsLocked(_now));
                if (!TryCommit(paid.Account, paid.Entry))
                {
                    return;
                }

                NotePayment(paid.Entry, paid.Subscriptions);
                break;
            case PaymentDecision.InsufficientFunds refusal:
                Assert.Equal(amount - _account.Balance, refusal.Shortfall);
                break;
            case PaymentDecision.WrongPassword wrong:
                Assert.False(happening.PasswordIsRight);
                Assert.Equal(_account.Lockout.Failures + 1, wrong.Account.Lockout.Failures);
                _account = wrong.Account;
                break;
            case PaymentDecision.Locked locked:
                Assert.True(locked.Until > _now);
                break;
            default:
                Assert.Fail($"Unexpected {decision}");
                break;
        }

        Met.Add(decision.GetType().Name);
    }

    private void Change(Happening happening)
    {
        var (phone, tariff) = (PhoneOf(happening), TariffOf(happening.Size));
        if (_subscriptions.GetValueOrDefault(phone) is not { } subscription
            || TariffChangeQuote.For(subscription, tariff, Today) is not { } quote)
        {
            return;
        }

        var command = new TariffChangeCommand($"change-{happening.Key}", phone, tariff, quote.Amount);
        var state = new PaymentState(_account, _subscriptions, PasswordExpiresAt: null);
        Assert.True(quote.Credit <= _charged[phone]);
        if (PaymentDecision.Decide(state, command, passwordIsRight: true, _now) is PaymentDecision.Paid paid
            && TryCommit(paid.Account, paid.Entry))
        {
            Assert.Equal(-quote.Amount, paid.Entry.Amount);
            Keep(paid.Subscriptions);
            _kopecks -= quote.Amount.Kopecks;
            NoteDays(phone, Today, quote.PaidThrough, tariff.Id, isNew: false);
            NoteCharge(phone, quote.Amount);
            Met.Add("change");
        }
    }

    private void Remove(Happening happening)
    {
        var phone = PhoneOf(happening);
        if (_subscriptions.GetValueOrDefault(phone) is not { RemovedAt: null } subscription
            || !subscription.IsPaidOn(Today))
        {
            return;
        }

        var quote = RemovalQuote.For(subscription, Discounts, Today);
        var command = new RemovalCommand($"removal-{happening.Key}", phone, quote.Amount, Discounts);
        var state = new PaymentState(_account, _subscriptions, PasswordExpiresAt: null);
        if (PaymentDecision.Decide(state, command, passwordIsRight: true, _now) is PaymentDecision.Paid paid
            && TryCommit(paid.Account, paid.Entry))
        {
            Keep(paid.Subscriptions);
            _kopecks += quote.Amount.Kopecks;
            _paidDays[phone].Keys.Where(day => day > quote.PaidThrough).ToList()
                .ForEach(day => _paidDays[phone].Remove(day));
            NoteCharge(phone, -quote.Amount);
            Met.Add("removal");
        }
    }

    private void Keep(IEnumerable<Subscription> subscriptions) =>
        subscriptions.ToList().ForEach(each => _subscriptions[each.Phone] = each);

    private void NotePayment(Entry entry, IEnumerable<Subscription> subscriptions)
    {
        Keep(subscriptions);
        _kopecks += entry.Amount.Kopecks;
        foreach (var item in entry.PaidItems)
        {
            NoteDays(item.Phone, item.PeriodStart, item.PaidThrough, item.TariffId, isNew: true);
            NoteCharge(item.Phone, item.Amount);
        }
    }

    private void NoteDays(string phone, DateOnly first, DateOnly last, string tariffId, bool isNew)
    {
        var days = _paidDays.TryGetValue(phone, out var known) ? known : _paidDays[phone] = [];
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            Assert.NotEqual(isNew, days.ContainsKey(day));
            days[day] = tariffId;
        }
    }

    private void NoteCharge(string phone, Money amount) =>
        _charged[phone] = _charged.GetValueOrDefault(phone) + amount;

    // The event stands under the caller's key: a commit that meets it changes nothing.
    private bool TryCommit(Account account, Entry entry)
    {
        if (!_events.TryAdd(entry.EventId, entry.Number))
        {
            Met.Add("replay");
            return false;
        }

        _account = account;
        _entries.Add(entry);
        return true;
    }

    private void EndAudit(Checkpoint start, Account account)
    {
        var audit = new LedgerAudit(start, account, Today);
        audit.ExpectToReach(_checkpoints.Where(each => each.Number <= account.LastEntry).Max(each => each.Number));
        foreach (var entry in _entries.Where(entry => entry.Number > start.Number && entry.Number <= account.LastEntry))
        {
            audit.Add(entry);
        }

        foreach (var (id, entry) in _events.Where(pair => pair.Value > start.Number))
        {
            audit.AddEvent(id, entry);
        }

        audit.Close(_subscriptions.Values);
        Assert.Null(audit.Mismatch);
        Assert.Equal(new(account.LastEntry, account.Balance, account.LastHash), audit.At);
        _checkpoints.Add(audit.At);
        _audit = null;
        Met.Add("audit");
    }
}
