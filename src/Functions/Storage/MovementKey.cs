using System.Globalization;
using System.Text.RegularExpressions;
using Billing;

namespace Functions.Storage;

/// <summary>
/// Where a movement stands: a partition for each day of the bank, in it by direction and sum, so that movements that
/// may be the same lie together.
/// </summary>
public sealed partial record MovementKey(string PartitionKey, string RowKey)
{
    internal const string Reported = "rep";

    private const string In = "in";
    private const string Out = "out";

    /// <summary>The key in answers.</summary>
    public string Id => $"{PartitionKey}-{RowKey}";

    /// <summary>Reads <see cref="Id"/>; null if it is none.</summary>
    public static MovementKey? FromId(string? id) =>
        IdPattern().Match(id ?? "") is { Success: true } match
            ? new(match.Groups["day"].Value, match.Groups["row"].Value)
            : null;

    /// <summary>The key of a statement's line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="identity">See <see cref="LineIdentity"/>.</param>
    /// <param name="ordinal">1 for the first line of that identity, 2 for the next one that is equal.</param>
    public static MovementKey OfLine(StatementLine line, string identity, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new(
            PartitionOf(line.Day),
            string.Create(CultureInfo.InvariantCulture, $"{IdentityPrefix(line, identity)}-{ordinal:D4}"));
    }

    /// <summary>The key of what a connector reported.</summary>
    /// <param name="day">The bank's day.</param>
    /// <param name="amount">The sum.</param>
    /// <param name="id">32 hexadecimal digits of the sender's id.</param>
    public static MovementKey OfReport(DateOnly day, Money amount, string id) =>
        new(PartitionOf(day), $"{Prefix(Reported, amount)}-{id}");

    /// <summary>The partition of a day.</summary>
    public static string PartitionOf(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The day of a partition.</summary>
    public static DateOnly DayOf(string partitionKey) =>
        DateOnly.ParseExact(partitionKey, "yyyyMMdd", CultureInfo.InvariantCulture);

    internal static string IdentityPrefix(StatementLine line, string identity) =>
        $"{Prefix(line.IsCredit ? In : Out, line.Amount)}-{identity}";

    internal static string LinesPrefix(Money amount) => Prefix(In, amount);

    internal static string ReportsPrefix(Money amount) => Prefix(Reported, amount);

    private static string Prefix(string kind, Money amount) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{amount.Kopecks:D15}");

    [GeneratedRegex("^(?<day>[0-9]{8})-(?<row>(in|out|rep)-[0-9]{15,19}-[0-9a-f]{32}(-[0-9]{4,6})?)$")]
    private static partial Regex IdPattern();
}
