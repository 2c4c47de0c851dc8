using System.Globalization;

namespace Billing;

/// <summary>Sums and days as a Russian reader expects them.</summary>
public static class RussianText
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>Such as <c>3 000,00 ₽</c>, with spaces that do not break.</summary>
    public static string Roubles(Money money) => (money.Kopecks / 100m).ToString("N2", Russian) + "\u00a0₽";

    /// <summary>Such as <c>30.11.2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Day and time in Moscow, such as <c>22.11.2026 14:05 (мск)</c>.</summary>
    public static string Moment(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Moscow).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture)
        + " (мск)";
}
