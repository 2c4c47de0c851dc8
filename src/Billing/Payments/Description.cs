using System.Globalization;

namespace Billing;

/// <summary>What clients read in their history, Russian.</summary>
internal static class Description
{
    private const int MaxLength = 200;

    public static string OfPayment(string phone, string tariff, DateOnly periodStart, DateOnly paidThrough) =>
        Cut(string.Create(
            CultureInfo.InvariantCulture,
            $"Оплата {RussianText.Phone(phone)}, тариф «{tariff}», {periodStart:dd.MM.yyyy}–{paidThrough:dd.MM.yyyy}"));

    public static string OfPayments(IReadOnlyList<PaidItem> items) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"Оплата номеров ({items.Count}): {string.Join(", ", items.Select(item => RussianText.Phone(item.Phone)))}"));

    public static string OfTopUp(string payer, string purpose)
    {
        var parts = new[] { payer, purpose }.Select(PlainText.Printable).Where(part => part.Length > 0).ToArray();
        return parts.Length == 0 ? "Пополнение" : Cut($"Пополнение: {string.Join(", ", parts)}");
    }

    public static string OfCorrection(long entryNumber, string reason) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"Исправление операции № {entryNumber}: {PlainText.Printable(reason)}"));

    public static string OfReturn(long topUp, string reason) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"Возврат на счёт плательщика (пополнение № {topUp}): {PlainText.Printable(reason)}"));

    public static string OfTariffChange(string phone, string tariff, DateOnly from, DateOnly paidThrough) =>
        Cut(string.Create(
            CultureInfo.InvariantCulture,
            $"Смена тарифа {RussianText.Phone(phone)} на «{tariff}», {from:dd.MM.yyyy}–{paidThrough:dd.MM.yyyy}"));

    public static string OfRemoval(string phone, DateOnly paidThrough) => Cut(string.Create(
        CultureInfo.InvariantCulture,
        $"Номер {RussianText.Phone(phone)} убран: возврат за целые месяцы после {paidThrough:dd.MM.yyyy}"));

    private static string Cut(string text) => PlainText.Cut(text, MaxLength);
}
