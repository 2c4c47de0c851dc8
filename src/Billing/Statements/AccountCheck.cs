namespace Billing;

/// <summary>What <see cref="StatementCheck"/> gathers about one account of a statement.</summary>
internal sealed class AccountCheck(string account)
{
    private readonly List<AccountSection> _sections = [];
    private readonly Dictionary<DateOnly, Turnover> _days = [];

    /// <summary>Takes a section and returns how many days it covers.</summary>
    public int Add(AccountSection section)
    {
        var days = section.To.DayNumber - section.From.DayNumber + 1;
        if (days <= 0)
        {
            throw new StatementException(
                StatementFault.MalformedLine,
                $"Счёт {account}: период {Period(section)} кончается раньше, чем начинается.");
        }

        _sections.Add(section);
        return days;
    }

    public void Add(StatementLine line) =>
        _days[line.Day] = _days.GetValueOrDefault(line.Day, Turnover.None).Add(line);

    /// <exception cref="StatementException">The account does not add up.</exception>
    public AccountSummary Summary()
    {
        var sections = _sections.OrderBy(section => section.From).ToList();
        var days = sections.Count == 0 ? [] : Days(sections);
        var outside = _days.Keys.Except(days.Select(day => day.Day)).Order().ToList();
        if (outside.Count > 0)
        {
            throw new StatementException(
                StatementFault.OutsidePeriod,
                $"Счёт {account}: есть операции за {RussianText.ShortDay(outside[0])}, а выписка за другие дни.");
        }

        return new AccountSummary(
            account,
            sections[0].From,
            sections[^1].To,
            sections[0].Opening,
            days.Aggregate(Turnover.None, (sum, day) => sum + day.Turnover),
            days);
    }

    private List<DaySummary> Days(List<AccountSection> sections)
    {
        var days = new List<DaySummary>();
        foreach (var section in sections)
        {
            if (days.Count > 0 && days[^1].Day >= section.From)
            {
                throw StatementCheck.Unbalanced(account, $"разделы за {Period(section)} повторяются");
            }

            if (days.Count > 0 && days[^1].Closing != section.Opening)
            {
                throw Differs("остаток на начало", section, section.Opening, days[^1].Closing);
            }

            var (balance, sum) = (section.Opening, Turnover.None);
            for (var day = section.From; day <= section.To; day = day.AddDays(1))
            {
                days.Add(new DaySummary(day, balance, _days.GetValueOrDefault(day, Turnover.None)));
                (balance, sum) = (days[^1].Closing, sum + days[^1].Turnover);
            }

            Check(section, balance, sum);
        }

        return days;
    }

    private void Check(AccountSection section, Money closing, Turnover turnover)
    {
        if (section.Closing is null && (section.Credits is null || section.Debits is null))
        {
            throw StatementCheck.Unbalanced(account, "нет ни остатка на конец, ни оборотов, проверить её нечем");
        }

        if (section.Credits is { } credits && credits != turnover.Credits)
        {
            throw Differs("всего поступило", section, credits, turnover.Credits);
        }

        if (section.Debits is { } debits && debits != turnover.Debits)
        {
            throw Differs("всего списано", section, debits, turnover.Debits);
        }

        if (section.Closing is { } given && given != closing)
        {
            throw Differs("остаток на конец", section, given, closing);
        }
    }

    private StatementException Differs(string what, AccountSection section, Money given, Money counted) =>
        StatementCheck.Unbalanced(
            account,
            $"{what} за {Period(section)} — {RussianText.Roubles(given)}, "
                + $"а по операциям {RussianText.Roubles(counted)}");

    private static string Period(AccountSection section) => section.From == section.To
        ? RussianText.ShortDay(section.From)
        : $"{RussianText.ShortDay(section.From)}–{RussianText.ShortDay(section.To)}";
}
