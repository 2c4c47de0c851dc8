using System.Globalization;
using System.Text.RegularExpressions;

namespace Local;

/// <summary>
/// An ISO 8601 duration whose months are calendar months: P1M from the 31st of January ends on the last of February.
/// </summary>
/// <param name="Months">Whole months, years included.</param>
/// <param name="Time">What is added after them.</param>
public sealed partial record CalendarDuration(int Months, TimeSpan Time)
{
    /// <summary>
    /// Reads "P1D", "P1M", "P1Y2M10DT2H30M", "P2W": whole numbers of up to six digits, at least one part, no sign.
    /// </summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    /// <exception cref="OverflowException">The duration is longer than any calendar.</exception>
    public static CalendarDuration Parse(string? text)
    {
        var match = Iso8601().Match(text ?? "");
        if (!match.Success)
        {
            throw new FormatException("Not an ISO 8601 duration such as P1D, P1M or PT2H.");
        }

        return new(
            (12 * Part("years")) + Part("months"),
            new TimeSpan((7 * Part("weeks")) + Part("days"), Part("hours"), Part("minutes"), Part("seconds")));

        int Part(string name) =>
            match.Groups[name].Success
                ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
    }

    /// <summary>The date and time that lies this duration later: months first, then the rest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such date.</exception>
    public DateTime AddTo(DateTime start) => start.AddMonths(Months).Add(Time);

    // Of the two look-aheads, one asks for a part after P, the other for one after T.
    [GeneratedRegex(
        @"\AP(?=.)((?<years>[0-9]{1,6})Y)?((?<months>[0-9]{1,6})M)?((?<weeks>[0-9]{1,6})W)?((?<days>[0-9]{1,6})D)?"
        + @"(T(?=.)((?<hours>[0-9]{1,6})H)?((?<minutes>[0-9]{1,6})M)?((?<seconds>[0-9]{1,6})S)?)?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Iso8601();
}
