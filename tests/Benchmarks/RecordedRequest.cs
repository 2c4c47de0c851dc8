using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>A storage request as the app sent it, to be sent again, byte for byte, without the app.</summary>
internal sealed partial record RecordedRequest(
    string Method,
    Uri Uri,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Body)
{
    private static readonly HashSet<string> Signed =
        new(["Authorization", "x-ms-date", "Date"], StringComparer.OrdinalIgnoreCase);

    public bool IsTransaction => Uri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal);

    public bool IsMessage => Uri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal);

    /// <summary>The queue of a message.</summary>
    public string Queue => Uri.Segments[^2].TrimEnd('/');

    /// <summary>The text of a message.</summary>
    public string MessageText => System.Net.WebUtility.HtmlDecode(Text().Match(Body).Groups[1].Value);

    /// <summary>The same with other keys in place of its own.</summary>
    public RecordedRequest With(IEnumerable<(string Old, string New)> replacements) => replacements.Aggregate(
        this,
        (request, r) => request with
        {
            Uri = new Uri(request.Uri.AbsoluteUri.Replace(r.Old, r.New, StringComparison.Ordinal)),
            Body = request.Body.Replace(r.Old, r.New, StringComparison.Ordinal),
        });

    /// <summary>Method and table or queue.</summary>
    public override string ToString() => IsTransaction ? $"transaction of {Operation().Count(Body)}"
        : IsMessage ? $"message to {Queue}"
        : $"{Method} {Uri.Segments[^1].Split('(')[0]}";

    /// <summary>Sends it to a table and reads the whole answer.</summary>
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
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        var toSign = Encoding.UTF8.GetBytes($"{date}\n/{account}{Uri.AbsolutePath}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, toSign));
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

    [GeneratedRegex("<MessageText>(.*)</MessageText>", RegexOptions.Singleline)]
    private static partial Regex Text();
}
