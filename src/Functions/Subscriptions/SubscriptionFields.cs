using System.Globalization;
using System.Text.Json;
using Billing;
using Functions.Catalog;

namespace Functions.Subscriptions;

/// <summary>Fields that quotes, payments and the choice of a tariff have in common, checked in one place.</summary>
internal static class SubscriptionFields
{
    /// <summary>The number, E.164; empty if it is wrong.</summary>
    public static string Phone(string? text, FieldErrors errors)
    {
        if (Billing.Phone.Mistake(text, out var phone) is { } mistake)
        {
            errors.Add("phone", mistake);
        }

        return phone;
    }

    /// <summary>The tariff; null if it is not on sale.</summary>
    public static Tariff? Tariff(Tariffs tariffs, string? id, FieldErrors errors)
    {
        if (tariffs.Find(id) is { } tariff)
        {
            return tariff;
        }

        AddUnknownTariff(errors);
        return null;
    }

    /// <summary>Says that a tariff is not on sale.</summary>
    public static void AddUnknownTariff(FieldErrors errors) =>
        errors.Add("tariff", "Такого тарифа нет. Выберите тариф из списка.");

    /// <summary>The number of months in a query string; 0 if it is wrong.</summary>
    public static int Months(string? text, FieldErrors errors)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months);
        return Months(isNumber ? months : 0, errors);
    }

    /// <summary>The number of months in a body; 0 if it is wrong.</summary>
    public static int Months(JsonElement value, FieldErrors errors) =>
        Months(IsWhole(value, out var months) ? (int)months : 0, errors);

    // JSON has one kind of numbers: 1.0 is 1.
    private static bool IsWhole(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out number)
            && number is >= 0 and <= Quote.MaxMonths
            && number == decimal.Truncate(number);
    }

    private static int Months(int months, FieldErrors errors)
    {
        if (months is >= 1 and <= Quote.MaxMonths)
        {
            return months;
        }

        errors.Add("months", $"Укажите целое число месяцев от 1 до {Quote.MaxMonths}.");
        return 0;
    }
}
