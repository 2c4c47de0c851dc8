namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told.</summary>
public class TimerInfo
{
    /// <summary>Last and next run; null where no state is kept.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run is later than the schedule says.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>State of a schedule.</summary>
public class ScheduleStatus
{
    /// <summary>The last run recorded.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next run expected.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
