using NCrontab;

namespace LocalHost;

/// <summary>When a timer runs: an NCRONTAB expression of six fields, or five without seconds, in UTC.</summary>
internal sealed class Schedule
{
    private readonly CrontabSchedule _cron;

    /// <exception cref="FunctionsHostException">It is no such expression.</exception>
    public Schedule(string function, string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _cron = CrontabSchedule.TryParse(
                expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length != 5 })
            ?? throw new FunctionsHostException(
                $"Function '{function}' has the schedule '{expression}', which is not an NCRONTAB expression.");
        Expression = expression;

        // The host keeps no state of a timer that runs several times a minute, every minute.
        var minute = DateTime.UnixEpoch;
        IsKept = fields.Length == 5
            || fields[1..].Any(field => field != "*")
            || _cron.GetNextOccurrences(minute, minute.AddMinutes(1)).Count() <= 1;
    }

    /// <summary>The expression.</summary>
    public string Expression { get; }

    /// <summary>Whether state is kept for such a schedule.</summary>
    public bool IsKept { get; }

    /// <summary>The first run after a time.</summary>
    public DateTime Next(DateTime utc) => DateTime.SpecifyKind(_cron.GetNextOccurrence(utc), DateTimeKind.Utc);
}
