using System.Globalization;

namespace Functions.Storage;

/// <summary>
/// The row keys of a client's partition. The range of <see cref="State"/> is all that a command needs; history lies
/// outside it.
/// </summary>
internal static class RowKeys
{
    public const string State = "state";
    public const string Client = "state-client";
    public const string Account = "state-account";
    public const string Cabinet = "state-cabinet";
    public const string LogIns = "state-log-ins";
    public const string SubscriptionPrefix = "state-subscription";
    public const string OrderPrefix = "state-order";
    public const string Entries = "entry";
    public const string Invoices = "invoice";
    public const string Changes = "change";
    public const string Events = "event";
    public const string Emails = "email";

    public static string Subscription(string phone) => $"{SubscriptionPrefix}-{phone.TrimStart('+')}";

    public static string Order(long invoice) => $"{OrderPrefix}-{Ascending(invoice)}";

    /// <summary>Falls as the number rises, so that the newest come first.</summary>
    public static string Entry(long number) => $"{Entries}-{Descending(number)}";

    public static string Invoice(long sequence) => $"{Invoices}-{Descending(sequence)}";

    public static string Change(int number) => $"{Changes}-{Descending(number)}";

    public static string Event(string id) => $"{Events}-{id}";

    public static string EventIdOf(string rowKey) => rowKey[(Events.Length + 1)..];

    public static string Email(string id) => $"{Emails}-{id}";

    public static string Descending(long number) =>
        (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);

    public static string Ascending(long number) => number.ToString("D19", CultureInfo.InvariantCulture);
}
