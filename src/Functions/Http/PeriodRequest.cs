using System.Globalization;
using Billing;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>Which days of a list are asked for: business days, both included.</summary>
/// <param name="From">As sent; null for no beginning.</param>
/// <param name="To">As sent; null for no end.</param>
public sealed record PeriodRequest(string? From, string? To)
{
    // Days near the ends of the calendar have no neighbours.
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>The period that the query string names.</summary>
    public static PeriodRequest FromQuery(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Query["from"], request.Query["to"]);
    }

    /// <summary>Whether no day is named.</summary>
    public bool IsUnbounded => From is null && To is null;

    /// <summary>The days; what is wrong with them is added to the errors.</summary>
    public (DateOnly? From, DateOnly? To) Read(FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var (from, to) = (DayOf("from", From, errors), DayOf("to", To, errors));
        if (from > to)
        {
            errors.Add("to", "Конец периода раньше начала.");
        }

        return (from, to);
    }

    private static DateOnly? DayOf(string field, string? text, FieldErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear)
        {
            return day;
        }

        errors.Add(field, $"Укажите день с {FirstYear} по {LastYear} год: 2026-11-30.");
        return null;
    }
}
