using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>Counts the app's requests that wrote a row about a client: there are none where nothing changes.</summary>
public sealed class RowWrites : HttpPipelineSynchronousPolicy
{
    private int _count;

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Request.Method != RequestMethod.Get
            && IsAboutClient(message.Request.Uri.Path + TextOf(message.Request))
            && IsDone(message.Response))
        {
            Interlocked.Increment(ref _count);
        }
    }

    // Transactions name their table in the body. Tombstones are left out: a refusal that takes long leaves one some
    // time later, and it changes nothing that anybody reads.
    private static bool IsAboutClient(string text) =>
        (text.Contains("/Clients", StringComparison.Ordinal) || text.Contains("/Lookups", StringComparison.Ordinal))
        && !text.Contains("\"abandoned\"", StringComparison.Ordinal);

    // A transaction that is refused is answered with 202 all the same.
    private static bool IsDone(Response response) =>
        !response.IsError && !response.Content.ToString().Contains("HTTP/1.1 4", StringComparison.Ordinal);

    private static string TextOf(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, default);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
