using System.Text.Json;
using Billing;
using Functions.Catalog;
using Functions.Http;

namespace Functions.Subscriptions;

/// <summary>Fields that quotes, payments and the choice of a tariff have in common, checked in one place.</summary>
internal static class SubscriptionFields
{
    private const int MaxTariffIdLength = 64;

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

    /// <summary>A tariff's id, on sale or not; empty if it can be none.</summary>
    public static string TariffId(string? id, FieldErrors errors)
    {
        if (id is { Length: > 0 and <= MaxTariffIdLength })
        {
            return id;
        }

        AddUnknownTariff(errors);
        return "";
    }

    /// <summary>Says that a tariff is not on sale.</summary>
    public static void AddUnknownTariff(FieldErrors errors) =>
        errors.Add("tariff", "Такого тарифа нет. Выберите тариф из списка.");

    /// <summary>Refuses a list because an item's tariff is not on sale.</summary>
    /// <param name="parent">The path of the item, such as <c>items[0].</c>; empty if it stands alone.</param>
    public static Problem UnknownTariff(string parent)
    {
        var errors = new FieldErrors();
        AddUnknownTariff(errors.Under(parent));
        return Problems.ValidationFailed(errors);
    }

    /// <summary>The number of months; 0 if it is wrong.</summary>
    public static int Months(JsonElement value, FieldErrors errors)
    {
        if (WholeNumber.TryRead(value, out var months) && months is >= 1 and <= Quote.MaxMonths)
        {
            return (int)months;
        }

        errors.Add("months", $"Укажите целое число месяцев от 1 до {Quote.MaxMonths}.");
        return 0;
    }

    /// <summary>The cabinet's password; null if it is missing.</summary>
    public static Password? Password(string? text, FieldErrors errors)
    {
        var password = Billing.Password.From(text);
        if (password is null)
        {
            errors.Add("password", "Введите пароль личного кабинета.");
        }

        return password;
    }

    /// <summary>What a customer calls a number: one line; null if nothing.</summary>
    public static string? Label(string? text, FieldErrors errors)
    {
        var label = PlainText.Clean(text);
        if (label.Length > Subscription.MaxLabel)
        {
            errors.Add("label", $"Слишком длинно: можно не больше {Subscription.MaxLabel} символов.");
        }
        else if (!PlainText.IsPrintable(label))
        {
            errors.Add("label", "Уберите символы, которых не видно: наберите текст заново.");
        }

        return label.Length == 0 ? null : label;
    }

    /// <summary>
    /// Reads the items of a list, each with a number of its own: 1 to <see cref="PaymentCommand.MaxItems"/>.
    /// </summary>
    /// <param name="items">As they were sent.</param>
    /// <param name="errors">Told what is wrong, each item's under <c>items[n].</c></param>
    /// <param name="read">Reads one; it is told where its errors go.</param>
    /// <param name="phoneOf">The number of one that was read.</param>
    public static IReadOnlyList<TItem> Items<TForm, TItem>(
        IReadOnlyList<TForm?>? items,
        FieldErrors errors,
        Func<TForm, FieldErrors, TItem> read,
        Func<TItem, string> phoneOf)
        where TForm : class
    {
        if (items is not { Count: > 0 and <= PaymentCommand.MaxItems })
        {
            errors.Add("items", $"Укажите номера: от 1 до {PaymentCommand.MaxItems}.");
            return [];
        }

        var result = new List<TItem>();
        var phones = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            var itemErrors = errors.Under($"items[{index}].");
            if (item is null)
            {
                itemErrors.Add("phone", "Укажите номер телефона.");
                continue;
            }

            result.Add(read(item, itemErrors));
            if (phoneOf(result[^1]) is { Length: > 0 } phone && !phones.Add(phone))
            {
                itemErrors.Add("phone", "Этот номер уже есть в списке.");
            }
        }

        return result;
    }
}
