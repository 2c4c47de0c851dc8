using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks;

/// <summary>A storage request as the app sent it, to be sent again, byte for byte, without the app.</summary>
internal sealed record RecordedRequest(string Method, Uri Uri, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private static readonly HashSet<string> Signed = new(["Authorization", "x-ms-date", "Date"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The same with other keys in place of its own.</summary>
    public RecordedRequest With(IEnumerable<(string Old, string New)> replacements) => replacements.Aggregate(this, (request, r) => request with
    {
        Uri = new Uri(request.Uri.AbsoluteUri.Replace(r.Old, r.New, StringComparison.Ordinal)),
        Body = request.Body.Replace(r.Old, r.New, StringComparison.Ordinal),
    });

    /// <summary>Sends it and reads the whole answer.</summary>
    public async Task<string> SendAsync(HttpClient http, string account, byte[] key)
    {
        using var message = new HttpRequestMessage(new HttpMethod(Method), Uri);
        if (Body.Length > 0)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        }

        foreach (var (name, value) in Headers.Where(header => !Signed.Contains(header.Name)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        // Shared Key Lite of the Table service: date and path.
        var date = DateTimeOffset.UtcNow.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{date}\n/{account}{Uri.AbsolutePath}")));
        message.Headers.TryAddWithoutValidation("x-ms-date", date);
        message.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {account}:{signature}");
        using var response = await http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && !text.Contains("odata.error", StringComparison.Ordinal)
            ? text
            : throw new InvalidOperationException($"{Method} {Uri} → {(int)response.StatusCode} {text}");
    }
}

/// <summary>Counts the app's storage requests, and records them while it is asked to.</summary>
internal sealed class Recorder : HttpPipelineSynchronousPolicy
{
    private readonly List<RecordedRequest> _recorded = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool Recording { get; set; }

    public IReadOnlyList<RecordedRequest> Recorded => _recorded;

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        if (Recording)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, default);
            lock (_recorded)
            {
                _recorded.Add(new RecordedRequest(
                    message.Request.Method.Method,
                    message.Request.Uri.ToUri(),
                    [.. message.Request.Headers.Select(header => (header.Name, header.Value))],
                    Encoding.UTF8.GetString(body.ToArray())));
            }
        }
    }
}
