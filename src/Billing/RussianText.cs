using System.Globalization;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>Sums, days and phone numbers as a Russian reader expects them, with spaces that do not break.</summary>
public static partial class RussianText
{
    private const char Space = '\u00a0';

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>Such as <c>3 000,00 ₽</c> and <c>−5,00 ₽</c>.</summary>
    public static string Roubles(Money money) => Sum(money) + Space + '₽';

    /// <summary>Such as <c>3 000,00</c>, where the currency stands elsewhere.</summary>
    public static string Sum(Money money) => (money.Kopecks / 100m).ToString("N2", Russian).Replace('-', '\u2212');

    /// <summary>Such as <c>30 ноября 2026 г.</c></summary>
    public static string Day(DateOnly day) => Unbroken(day.ToString("d MMMM yyyy 'г.'", Russian));

    /// <summary>Such as <c>30.11.2026</c>.</summary>
    public static string ShortDay(DateOnly day) => day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Time in Moscow, such as <c>14:05:09</c>.</summary>
    public static string Time(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, Moscow).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Day and time in Moscow, such as <c>22 ноября 2026 г., 14:05 (мск)</c>; breaks after the day.</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var moment = TimeZoneInfo.ConvertTime(instant, Moscow);
        var time = moment.ToString("HH:mm", CultureInfo.InvariantCulture);
        return $"{Day(DateOnly.FromDateTime(moment.DateTime))}, {time}{Space}(мск)";
    }

    /// <summary>Such as <c>+7 900 123-45-67</c>; of other countries as it is.</summary>
    /// <param name="e164">E.164.</param>
    public static string Phone(string e164) => OfSeven().Replace(e164, "+7\u00a0$1\u00a0$2-$3-$4");

    private static string Unbroken(string text) => text.Replace(' ', Space);

    [GeneratedRegex(@"\A\+7([0-9]{3})([0-9]{3})([0-9]{2})([0-9]{2})\z")]
    private static partial Regex OfSeven();
}
