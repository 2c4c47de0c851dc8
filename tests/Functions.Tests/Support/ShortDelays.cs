using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>
/// Hides no queue message for longer than a second. Work that comes too early is put back until the tests' clock
/// reaches its time.
/// </summary>
internal sealed partial class ShortDelays : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        uri.Query = Delay().Replace(uri.Query, delay =>
        {
            var seconds = int.Parse(delay.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return seconds > 1 ? "visibilitytimeout=1" : delay.Value;
        });
    }

    [GeneratedRegex(@"visibilitytimeout=(\d+)")]
    private static partial Regex Delay();
}
