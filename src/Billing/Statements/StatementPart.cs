namespace Billing;

/// <summary>
/// What a statement (выписка) says, part by part in the order of its file: a closed set of cases. A file is never held
/// as a whole, because it may have a hundred thousand lines.
/// </summary>
public abstract record StatementPart
{
    private protected StatementPart()
    {
    }
}

/// <summary>The beginning of a file.</summary>
/// <param name="Format">How the file is written.</param>
/// <param name="CreatedOn">
/// The day in Moscow on which the bank made it (ДатаСоздания, CreDtTm); null if the file does not say. A bank day is
/// open until a statement that was made on a later day.
/// </param>
public sealed record StatementHeader(StatementFormat Format, DateOnly? CreatedOn) : StatementPart;

/// <summary>
/// What a file says of one account over a period. An account may have several sections, one a day for example.
/// </summary>
/// <param name="Account">20 digits.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, not before <paramref name="From"/>.</param>
/// <param name="Opening">The balance before the first day's movements.</param>
/// <param name="Closing">The balance after the last day's movements, if given.</param>
/// <param name="Credits">All that came in, if given.</param>
/// <param name="Debits">All that went out, if given.</param>
public sealed record AccountSection(
    string Account,
    DateOnly From,
    DateOnly To,
    Money Opening,
    Money? Closing,
    Money? Credits,
    Money? Debits) : StatementPart;

/// <summary>One movement on an account of ours.</summary>
/// <param name="OwnAccount">The account whose balance it changes.</param>
/// <param name="IsCredit">Whether the money came in.</param>
/// <param name="Day">The day of booking.</param>
/// <param name="Number">The number of the payment order; may be empty.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Counterparty">The payer of what came in, the payee of what went out.</param>
/// <param name="Purpose">What the money is for, tidied, at most 500 characters.</param>
/// <param name="Position">1 for the file's first movement, 2 for the next.</param>
public sealed record StatementLine(
    string OwnAccount,
    bool IsCredit,
    DateOnly Day,
    string Number,
    Money Amount,
    Counterparty Counterparty,
    string Purpose,
    int Position) : StatementPart;

/// <summary>The end that the format demands: what follows the last line was not cut off.</summary>
public sealed record EndMark : StatementPart;

/// <summary>The other side of a movement, as the bank describes it. Everything may be empty.</summary>
/// <param name="Name">Tidied, at most 160 characters.</param>
/// <param name="Inn">A valid ИНН or nothing.</param>
/// <param name="Account">20 digits as a rule; abroad up to 34 letters and digits.</param>
/// <param name="Bic">БИК.</param>
/// <param name="Bank">The bank's name.</param>
public sealed record Counterparty(string Name, string Inn, string Account, string Bic, string Bank);

/// <summary>How a statement's file is written.</summary>
public enum StatementFormat
{
    /// <summary>1CClientBankExchange, lines of <c>Key=Value</c>.</summary>
    ClientBankExchange,

    /// <summary>ISO 20022 camt.053, XML.</summary>
    Camt053,
}
