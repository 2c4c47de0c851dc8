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

    /// <summary>The number of months; 0 if it is wrong.</summary>
    public static int Months(JsonElement value, FieldErrors errors)
    {
        if (IsWhole(value, out var months) && months is >= 1 and <= Quote.MaxMonths)
        {
            return (int)months;
        }

        errors.Add("months", $"Укажите целое число месяцев от 1 до {Quote.MaxMonths}.");
        return 0;
    }

    // JSON has one kind of numbers: 1.0 is 1.
    private static bool IsWhole(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            && value.TryGetDecimal(out number)
            && number == decimal.Truncate(number);
    }
}
