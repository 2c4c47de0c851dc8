namespace Benchmarks;

/// <summary>A storage account without the app and without a client library: the floor.</summary>
/// <param name="connection">Its connection string.</param>
internal sealed class RawStorage(string connection)
{
    private static readonly HttpClient Http = new();
    private readonly string _account = Setting(connection, "AccountName");
    private readonly byte[] _key = Convert.FromBase64String(Setting(connection, "AccountKey"));

    /// <summary>Sends a recorded request to a table and reads the whole answer.</summary>
    public Task<string> SendAsync(RecordedRequest request) => request.SendAsync(Http, _account, _key);

    /// <summary>Puts a message into a queue.</summary>
    /// <param name="address">The queue's messages, with the signature that opens them.</param>
    /// <param name="text">Its text.</param>
    public static async Task SendAsync(Uri address, string text)
    {
        using var message = new StringContent($"<QueueMessage><MessageText>{System.Security.SecurityElement.Escape(text)}</MessageText></QueueMessage>");
        using var response = await Http.PostAsync(address, message);
        response.EnsureSuccessStatusCode();
    }

    private static string Setting(string connection, string name) => connection.Split(';').First(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
