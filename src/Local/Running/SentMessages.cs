using System.Globalization;
using System.Net;
using System.Web;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Local;

/// <summary>
/// Sees the messages that the functions send, so that the host's listeners need not find them by looking again and
/// again: what follows a call is there at once.
/// </summary>
/// <param name="onVisible">Told the name of a queue once a message that was sent to it can be seen.</param>
internal sealed class SentMessages(Action<string> onVisible) : HttpPipelineSynchronousPolicy
{
    // A call sends its message a moment before it commits: whoever looks earlier finds nothing to do yet.
    private static readonly TimeSpan UntilCommit = TimeSpan.FromMilliseconds(100);

    public override void OnReceivedResponse(HttpMessage message)
    {
        var request = message.Request;
        var path = request.Uri.Path.Split('/');
        if (request.Method == RequestMethod.Post
            && message.Response.Status == (int)HttpStatusCode.Created
            && path is [.., var queue, "messages"])
        {
            var hidden = HttpUtility.ParseQueryString(request.Uri.Query)["visibilitytimeout"] ?? "0";
            _ = TellAsync(queue, TimeSpan.FromSeconds(int.Parse(hidden, CultureInfo.InvariantCulture)));
        }
    }

    private async Task TellAsync(string queue, TimeSpan hidden)
    {
        await Task.Delay(hidden + UntilCommit);
        onVisible(queue);
    }
}
