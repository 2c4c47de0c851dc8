using Functions.Storage;
using Functions.Telemetry;

namespace Functions.Operations;

/// <summary>Every minute: sends again what a crash, a limit or an outage left in Pending.</summary>
public sealed class FinishPending(Pending pending, Events events, TimeProvider time)
{
    private const int MostInOneRun = 1000;

    // Messages that were just sent are on their way; the marker is for those that are not.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The work to send again. Each is put off before, for longer each time, so that a long queue is not filled with copies.</summary>
    public async Task<IReadOnlyList<Work>> RunAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        var found = new List<Work>();
        var oldest = TimeSpan.Zero;
        await foreach (var (work, attempts) in pending.DueAsync(now - Grace, stop))
        {
            var wait = TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, 2 << Math.Min(attempts, 10)));
            oldest = pending.AgeOf(work) is var age && age > oldest ? age : oldest;
            found.Add(await pending.PostponeAsync(work, now + wait, attempts + 1, stop));
            if (found.Count == MostInOneRun)
            {
                break;
            }
        }

        events.OldestPending(oldest);
        return found;
    }
}
