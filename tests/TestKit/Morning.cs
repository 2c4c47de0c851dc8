using Local;

namespace TestKit;

/// <summary>
/// When tests begin: on the tenth of next month, at nine in Moscow. None runs into midnight or the end of a month for
/// the hour at which it is run.
/// </summary>
public static class Morning
{
    private static readonly TimeSpan Moscow = TimeSpan.FromHours(3);

    /// <summary>A clock of one's own that shows it.</summary>
    public static MovableClock Clock()
    {
        var next = DateTimeOffset.UtcNow.AddMonths(1);
        return new(new DateTimeOffset(next.Year, next.Month, 10, 9, 0, 0, Moscow));
    }
}
