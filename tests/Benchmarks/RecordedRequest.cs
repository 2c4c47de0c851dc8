using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks;

/// <summary>A storage request as the app sent it, to be sent again, byte for byte, without the app.</summary>
internal sealed partial record RecordedRequest(string Method, Uri Uri, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private static readonly HashSet<string> Signed = new(["Authorization", "x-ms-date", "Date"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The same with other keys in place of its own.</summary>
    public RecordedRequest With(IEnumerable<(string Old, string New)> replacements) => replacements.Aggregate(this, (request, r) => request with
    {
        Uri = new Uri(request.Uri.AbsoluteUri.Replace(r.Old, r.New, StringComparison.Ordinal)),
        Body = request.Body.Replace(r.Old, r.New, StringComparison.Ordinal),
    });

    /// <summary>Method and table.</summary>
    public override string ToString() =>
        $"{Method} {(Uri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) ? $"transaction of {Operation().Count(Body)}" : Uri.Segments[^1].Split('(')[0])}";

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

    [GeneratedRegex("^(POST|PUT|PATCH|MERGE|DELETE) http", RegexOptions.Multiline)]
    private static partial Regex Operation();
}

/// <summary>Counts the app's storage requests, and records them while it is asked to.</summary>
internal sealed class Recorder : HttpPipelineSynchronousPolicy
{
    private const int Tries = 10;
    private readonly List<RecordedRequest> _recorded = [];
    private int _count;
    private int _roundTrips;
    private bool _recording;
    private bool _answered;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<RecordedRequest> Recorded => _recorded;

    /// <summary>Does a piece of work several times, and keeps what the last one sent in place of what was recorded before.</summary>
    /// <returns>How many times the work has to wait for storage: requests that are sent before the answer to any of them are one round trip.</returns>
    public async Task<int> RoundTripsAsync(Func<Task> work)
    {
        // On a busy machine a quick answer can come between two requests that do not wait for each other; to one that waits it always comes before.
        var fewest = int.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            (_roundTrips, _answered) = (0, true);
            _recorded.Clear();
            _recording = true;
            await work();
            _recording = false;
            fewest = Math.Min(fewest, _roundTrips);
        }

        return fewest;
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        if (_recording)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, default);
            lock (_recorded)
            {
                _roundTrips += _answered ? 1 : 0;
                _answered = false;
                _recorded.Add(new RecordedRequest(
                    message.Request.Method.Method,
                    message.Request.Uri.ToUri(),
                    [.. message.Request.Headers.Select(header => (header.Name, header.Value))],
                    Encoding.UTF8.GetString(body.ToArray())));
            }
        }
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        lock (_recorded)
        {
            _answered = true;
        }
    }
}
