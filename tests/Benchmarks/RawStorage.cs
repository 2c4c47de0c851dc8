using System.Security;
using Azure.Storage.Queues;
using Azure.Storage.Sas;

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

    /// <summary>The address of a queue's messages, with the signature that opens it and the app's parameters.</summary>
    public Uri MessagesOf(string queue, string parameters)
    {
        var address = new QueueClient(connection, queue)
            .GenerateSasUri(QueueSasPermissions.Add, DateTimeOffset.UtcNow.AddHours(1));
        var query = $"{address.Query}&{parameters.TrimStart('?')}";
        return new UriBuilder(address) { Path = address.AbsolutePath + "/messages", Query = query }.Uri;
    }

    /// <summary>Puts a message into a queue.</summary>
    public static async Task SendAsync(Uri messages, string text)
    {
        var body = $"<QueueMessage><MessageText>{SecurityElement.Escape(text)}</MessageText></QueueMessage>";
        using var message = new StringContent(body);
        using var response = await Http.PostAsync(messages, message);
        response.EnsureSuccessStatusCode();
    }

    private static string Setting(string connection, string name) => connection.Split(';')
        .First(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
