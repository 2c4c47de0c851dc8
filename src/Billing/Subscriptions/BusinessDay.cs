namespace Billing;

/// <summary>
/// Calendar days as the business counts them: in Moscow, whatever the zone of the machine or the caller.
/// </summary>
public static class BusinessDay
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    /// <summary>The day it is in Moscow at an instant.</summary>
    public static DateOnly FromInstant(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Moscow).DateTime);

    /// <summary>The midnight in Moscow that ends a day, in UTC: the first instant of the next day.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Moscow.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
