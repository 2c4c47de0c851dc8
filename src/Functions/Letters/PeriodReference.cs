using Functions.Storage;

namespace Functions.Letters;

/// <summary>A subscription's last paid day, as letters refer to it.</summary>
internal static class PeriodReference
{
    public static string Of(string phone, DateOnly paidThrough) => $"{phone} {paidThrough.Iso()}";

    public static (string Phone, DateOnly PaidThrough) Parse(string reference)
    {
        var parts = reference.Split(' ');
        return (parts[0], Rows.Day(parts[1]));
    }
}
