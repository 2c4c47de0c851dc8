using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Billing;
using Functions.Cabinets;
using Functions.Clients;

namespace Functions.Storage;

/// <summary>How the values of a client's state stand in rows. Money is Int64 kopecks: a decimal would be read back as 0. Days are ISO text, instants UTC.</summary>
internal static class Rows
{
    public static TableEntity Of(string clientId, ClientRecord client) => new(clientId, RowKeys.Client)
    {
        ["WidgetAccount"] = client.WidgetAccount,
        ["Status"] = client.Status.ToString(),
        ["Requisites"] = JsonSerializer.Serialize(client.Requisites, StoredJson.Default.Requisites),
        ["SubmittedAt"] = client.SubmittedAt,
    };

    public static ClientRecord Client(TableEntity row) => new(
        row.GetString("WidgetAccount"),
        Enum.Parse<ClientStatus>(row.GetString("Status")),
        JsonSerializer.Deserialize(row.GetString("Requisites"), StoredJson.Default.Requisites)!,
        row.Instant("SubmittedAt")!.Value);

    public static TableEntity Of(string clientId, Account account) => new(clientId, RowKeys.Account)
    {
        ["Number"] = account.Number,
        ["Balance"] = account.Balance.Kopecks,
        ["LastEntry"] = account.LastEntry,
        ["LastHash"] = account.LastHash,
        ["UnderReview"] = account.UnderReview,
    };

    public static Account Account(TableEntity row) => new(
        row.GetString("Number"), row.Money("Balance"), row.GetInt64("LastEntry")!.Value, row.GetString("LastHash"), row.GetBoolean("UnderReview")!.Value);

    public static TableEntity Of(string clientId, CabinetRecord cabinet)
    {
        var row = new TableEntity(clientId, RowKeys.Cabinet)
        {
            ["Login"] = cabinet.Login,
            ["PasswordHash"] = cabinet.PasswordHash,
            ["PasswordVersion"] = cabinet.PasswordVersion,
            ["Failures"] = cabinet.Lockout.Failures,
            ["LinksMade"] = cabinet.LinksMade,
        };
        row.Set("PasswordExpiresAt", cabinet.PasswordExpiresAt);
        row.Set("LockedUntil", cabinet.Lockout.LockedUntil);
        row.Set("LetterAskedAt", cabinet.LetterAskedAt);
        row.Set("ResetExpiresAt", cabinet.ResetExpiresAt);
        if (cabinet.ResetHash is not null)
        {
            row["ResetHash"] = cabinet.ResetHash;
        }

        return row;
    }

    public static CabinetRecord Cabinet(TableEntity row) => new(row.GetString("Login"), row.GetString("PasswordHash"), row.GetInt32("PasswordVersion")!.Value)
    {
        PasswordExpiresAt = row.Instant("PasswordExpiresAt"),
        Lockout = new Lockout(row.GetInt32("Failures")!.Value, row.Instant("LockedUntil")),
        LinksMade = row.GetInt32("LinksMade")!.Value,
        LetterAskedAt = row.Instant("LetterAskedAt"),
        ResetHash = row.GetString("ResetHash"),
        ResetExpiresAt = row.Instant("ResetExpiresAt"),
    };

    public static TableEntity Of(string clientId, Connection connection)
    {
        var row = new TableEntity(clientId, RowKeys.Connection(connection.Phone))
        {
            ["Phone"] = connection.Phone,
            ["TariffId"] = connection.TariffId,
            ["Status"] = connection.Status.ToString(),
        };
        if (connection.PaidThrough is { } day)
        {
            row["PaidThrough"] = day.Iso();
        }

        return row;
    }

    public static Connection Connection(TableEntity row) => new(
        row.GetString("Phone"),
        row.GetString("TariffId"),
        Enum.Parse<SubscriptionStatus>(row.GetString("Status")),
        row.GetString("PaidThrough") is { } day ? Day(day) : null);

    public static Money Money(this TableEntity row, string name) => new(row.GetInt64(name)!.Value);

    // Stored times are UTC; the client hands them back as such.
    public static DateTimeOffset? Instant(this TableEntity row, string name) => row.GetDateTimeOffset(name);

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Set(this TableEntity row, string name, DateTimeOffset? instant)
    {
        if (instant is { } value)
        {
            row[name] = value;
        }
    }
}
