using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;

namespace Functions.Tests;

/// <summary>One request of the functions to tables or queues.</summary>
/// <param name="Kind">
/// Of tables: query, read, transaction, add, update (If-Match), upsert, delete, table. Of queues: send, take back,
/// queue.
/// </param>
/// <param name="Table">The table or queue; empty for a transaction, whose body names it.</param>
/// <param name="Text">Method, address and body, for conditions.</param>
public sealed partial record StorageRequest(string Kind, string Table, string Text)
{
    /// <summary>When it was sent, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Sent { get; } = Stopwatch.GetTimestamp();

    /// <summary>When its answer arrived, in the same ticks.</summary>
    public long Answered { get; set; } = long.MaxValue;

    /// <summary>Whether it is a transaction on the client.</summary>
    public bool IsCommitOf(string clientId) =>
        Kind == "transaction"
        && (Text.Contains($"PartitionKey='{clientId}'", StringComparison.Ordinal)
            || Text.Contains($"\"PartitionKey\":\"{clientId}\"", StringComparison.Ordinal));

    /// <summary>Reads the request that the client is about to send.</summary>
    public static StorageRequest Of(HttpMessage message)
    {
        var request = message.Request;
        var address = Uri.UnescapeDataString(request.Uri.ToUri().PathAndQuery);
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, CancellationToken.None);
        var match = Address().Match(address);
        return new(
            KindOf(request, address),
            match.Groups["table"].Value,
            $"{request.Method} {address}\n{Encoding.UTF8.GetString(body.ToArray())}");
    }

    private static string KindOf(Request request, string address) => request.Method.Method switch
    {
        "POST" when address.Contains("/messages?", StringComparison.Ordinal) => "send",
        "DELETE" when address.Contains("/messages/", StringComparison.Ordinal) => "take back",
        "PUT" when !address.Contains("(PartitionKey=", StringComparison.Ordinal) => "queue",
        _ when address.Contains("/Tables", StringComparison.Ordinal) => "table",
        "POST" => address.Contains("$batch", StringComparison.Ordinal) ? "transaction" : "add",
        "GET" => address.Contains("(PartitionKey=", StringComparison.Ordinal) ? "read" : "query",
        "DELETE" => "delete",
        _ => request.Headers.Contains("If-Match") ? "update" : "upsert",
    };

    [GeneratedRegex(@"^/[^/]+/(?<table>[\w-]+)")]
    private static partial Regex Address();
}
