using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>
/// Hides no queue message for longer than a second. Work that comes too early is put back until the tests' clock
/// reaches its time.
/// </summary>
public sealed partial class ShortDelays(TimeProvider clock) : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<DateTimeOffset> _times = new();

    /// <summary>The next time, by the tests' clock, until which a message should have been hidden.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset now)
    {
        var later = _times.Where(time => time > now).ToArray();
        return later is [] ? null : later.Min();
    }

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var uri = message.Request.Uri;
        uri.Query = Delay().Replace(uri.Query, delay =>
        {
            var seconds = int.Parse(delay.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (seconds <= 1)
            {
                return delay.Value;
            }

            _times.Enqueue(clock.GetUtcNow().AddSeconds(seconds));
            return "visibilitytimeout=1";
        });
    }

    [GeneratedRegex(@"visibilitytimeout=(\d+)")]
    private static partial Regex Delay();
}
