namespace Billing;

/// <summary>
/// Checks a statement as a whole, before anything of it is credited: half a file credits nothing. For each section of
/// an account opening + credits − debits = closing, and the turnovers that it gives are those of its lines; sections
/// of one account follow each other without a break of the balance. Memory grows with days and accounts, not lines.
/// </summary>
public sealed class StatementCheck
{
    private readonly IReadOnlySet<string> _ownAccounts;
    private readonly SortedDictionary<string, AccountCheck> _accounts = new(StringComparer.Ordinal);
    private StatementHeader? _header;
    private int _notOurs;
    private int _days;
    private bool _ended;

    private StatementCheck(IReadOnlySet<string> ownAccounts) => _ownAccounts = ownAccounts;

    /// <summary>Sees all parts of a statement.</summary>
    /// <param name="parts">See <see cref="StatementReader.Read"/>.</param>
    /// <param name="ownAccounts">The vendor's own accounts, 20 digits each.</param>
    /// <exception cref="StatementException">It is refused.</exception>
    public static StatementSummary Check(IEnumerable<StatementPart> parts, IReadOnlySet<string> ownAccounts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(ownAccounts);
        var check = new StatementCheck(ownAccounts);
        foreach (var part in parts)
        {
            check.Add(part);
        }

        return check.Summary();
    }

    private void Add(StatementPart part)
    {
        switch (part)
        {
            case StatementHeader header:
                _header = header;
                break;
            case AccountSection section:
                Add(section);
                break;
            case StatementLine line when _accounts.TryGetValue(line.OwnAccount, out var account):
                account.Add(line);
                _notOurs += _ownAccounts.Contains(line.OwnAccount) ? 0 : 1;
                break;
            case StatementLine line when _ownAccounts.Contains(line.OwnAccount):
                throw Unbalanced(line.OwnAccount, "есть операции, но нет раздела с остатками");
            case StatementLine:
                _notOurs++;
                break;
            case EndMark:
                _ended = true;
                break;
        }
    }

    private void Add(AccountSection section)
    {
        if (!BankAccount.IsRouble(section.Account))
        {
            throw new StatementException(
                StatementFault.WrongCurrency,
                $"Счёт {section.Account} не рублёвый: загрузите выписку только по рублёвым счетам.");
        }

        // The key in an account's number changes with every digit, so no other account of the bank is that near.
        if (_ownAccounts.FirstOrDefault(own => IsSlipOf(section.Account, own)) is { } meant)
        {
            throw new StatementException(
                StatementFault.MalformedLine,
                $"Номер счёта {section.Account} отличается от нашего {meant} одной цифрой: файл повреждён.");
        }

        if (!_accounts.TryGetValue(section.Account, out var account))
        {
            _accounts[section.Account] = account = new AccountCheck(section.Account);
        }

        _days += account.Add(section);
        if (_days > StatementLimits.Days)
        {
            throw new StatementException(
                StatementFault.TooMany,
                "Выписка за слишком долгое время: загрузите её по частям, например по году.");
        }
    }

    private StatementSummary Summary()
    {
        if (!_ended || _header is null)
        {
            throw new StatementException(StatementFault.Truncated, "Файл обрывается.");
        }

        var summaries = _accounts.Values.Select(account => account.Summary()).ToList();
        var own = summaries.Where(account => _ownAccounts.Contains(account.Account)).ToList();
        return own.Count > 0
            ? new StatementSummary(_header.Format, _header.CreatedOn, own, _notOurs)
            : throw new StatementException(
                StatementFault.NoOwnAccount,
                summaries.Count == 0
                    ? "В файле нет раздела с остатками по счёту: выгрузите из банка выписку, а не платёжные поручения."
                    : $"Это выписка по чужому счёту: {summaries[0].Account}. Наших счетов в файле нет.");
    }

    private static bool IsSlipOf(string account, string own) =>
        account.Length == own.Length && account.Zip(own).Count(pair => pair.First != pair.Second) == 1;

    internal static StatementException Unbalanced(string account, string message) =>
        new(
            StatementFault.Unbalanced,
            $"Выписка не сходится. Счёт {account}: {message}. Скачайте её из банка ещё раз.");
}
