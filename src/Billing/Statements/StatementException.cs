using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Why a statement is refused. The codes are stored, and stand in answers.</summary>
public enum StatementFault
{
    /// <summary>Neither of the two formats.</summary>
    [JsonStringEnumMemberName("not-a-statement")]
    NotAStatement,

    /// <summary>It ends before its end.</summary>
    [JsonStringEnumMemberName("truncated")]
    Truncated,

    /// <summary>Its letters read right in no encoding that banks use.</summary>
    [JsonStringEnumMemberName("wrong-encoding")]
    WrongEncoding,

    /// <summary>A sum, day, account or the order of its parts cannot be read.</summary>
    [JsonStringEnumMemberName("malformed-line")]
    MalformedLine,

    /// <summary>Balances, turnovers and lines contradict each other.</summary>
    [JsonStringEnumMemberName("unbalanced")]
    Unbalanced,

    /// <summary>A line is booked on a day that the statement does not cover.</summary>
    [JsonStringEnumMemberName("outside-period")]
    OutsidePeriod,

    /// <summary>Not in roubles.</summary>
    [JsonStringEnumMemberName("wrong-currency")]
    WrongCurrency,

    /// <summary>A report within the day (camt.052), whose lines may still vanish.</summary>
    [JsonStringEnumMemberName("intraday")]
    Intraday,

    /// <summary>It tells of no account of ours.</summary>
    [JsonStringEnumMemberName("no-own-account")]
    NoOwnAccount,

    /// <summary>More lines, days or details than are worked through at once.</summary>
    [JsonStringEnumMemberName("too-many")]
    TooMany,
}

/// <summary>A statement that is refused as a whole, before any of it is credited.</summary>
/// <param name="fault">What is wrong with it.</param>
/// <param name="message">Russian, for the accountant who sent the file.</param>
/// <param name="line">The line of the file, from 1; null where no single line is at fault.</param>
public sealed class StatementException(StatementFault fault, string message, int? line = null) : Exception(message)
{
    /// <summary>What is wrong with the statement.</summary>
    public StatementFault Fault { get; } = fault;

    /// <summary>The line of the file, from 1; null where no single line is at fault.</summary>
    public int? Line { get; } = line;
}
