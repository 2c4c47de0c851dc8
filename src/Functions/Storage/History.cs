using Azure.Data.Tables;
using Billing;

namespace Functions.Storage;

/// <summary>How what happened stands in rows: written once, never changed, outside the range that commands read.</summary>
internal static class History
{
    public static TableEntity Of(string clientId, Entry entry) => new(clientId, RowKeys.Entry(entry.Number))
    {
        ["Number"] = entry.Number,
        ["At"] = entry.At,
        ["Kind"] = entry.Kind.ToString(),
        ["Amount"] = entry.Amount.Kopecks,
        ["BalanceAfter"] = entry.BalanceAfter.Kopecks,
        ["Reference"] = entry.Reference,
        ["Description"] = entry.Description,
        ["PreviousHash"] = entry.PreviousHash,
        ["Hash"] = entry.Hash,
    };

    public static Entry Entry(TableEntity row) => new(
        row.GetInt64("Number")!.Value,
        row.Instant("At")!.Value,
        Enum.Parse<EntryKind>(row.GetString("Kind")),
        row.Money("Amount"),
        row.Money("BalanceAfter"),
        row.GetString("Reference"),
        row.GetString("Description"),
        row.GetString("PreviousHash"),
        row.GetString("Hash"));

    public static TableEntity Of(string clientId, string rowKey, Payment payment) => new(clientId, rowKey)
    {
        ["Id"] = payment.Id,
        ["Key"] = payment.Key,
        ["RequestHash"] = payment.RequestHash,
        ["Phone"] = payment.Phone,
        ["TariffId"] = payment.TariffId,
        ["Months"] = payment.Months,
        ["Amount"] = payment.Amount.Kopecks,
        ["PeriodStart"] = payment.PeriodStart.Iso(),
        ["PaidThrough"] = payment.PaidThrough.Iso(),
        ["PaidAt"] = payment.PaidAt,
        ["BalanceAfter"] = payment.BalanceAfter.Kopecks,
    };

    public static Payment Payment(TableEntity row) => new(
        row.GetString("Id"),
        row.GetString("Key"),
        row.GetString("RequestHash"),
        row.GetString("Phone"),
        row.GetString("TariffId"),
        row.GetInt32("Months")!.Value,
        row.Money("Amount"),
        Rows.Day(row.GetString("PeriodStart")),
        Rows.Day(row.GetString("PaidThrough")),
        row.Instant("PaidAt")!.Value,
        row.Money("BalanceAfter"));

    public static TableEntity Of(string clientId, TopUp topUp) => new(clientId, RowKeys.TopUp(topUp.ExternalId))
    {
        ["Id"] = topUp.Id,
        ["ExternalId"] = topUp.ExternalId,
        ["RequestHash"] = topUp.RequestHash,
        ["Amount"] = topUp.Amount.Kopecks,
        ["ReceivedAt"] = topUp.ReceivedAt,
        ["Payer"] = topUp.Payer,
        ["Purpose"] = topUp.Purpose,
        ["BookedAt"] = topUp.BookedAt,
        ["BalanceAfter"] = topUp.BalanceAfter.Kopecks,
    };

    public static TopUp TopUp(TableEntity row) => new(
        row.GetString("Id"),
        row.GetString("ExternalId"),
        row.GetString("RequestHash"),
        row.Money("Amount"),
        row.Instant("ReceivedAt")!.Value,
        row.GetString("Payer"),
        row.GetString("Purpose"),
        row.Instant("BookedAt")!.Value,
        row.Money("BalanceAfter"));
}
