using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Local;

/// <summary>HTTP calls that print request and answer, and stop the demo at any other status than expected.</summary>
internal sealed class DemoCalls(TextWriter output) : IDisposable
{
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new();

    /// <summary>What calls to the product's API are authorised with.</summary>
    public string Token
    {
        set => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
    }

    public void Heading(string text) => output.WriteLine($"\n{text}");

    public Task<JsonNode> GetAsync(Uri url, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, url, null, 200, cancellationToken);

    /// <summary>Calls, prints and returns the answer.</summary>
    /// <exception cref="LocalException">The status is another one.</exception>
    public async Task<JsonNode> CallAsync(
        HttpMethod method,
        Uri url,
        object? body,
        int expected,
        CancellationToken cancellationToken,
        string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);

            // The Functions host hands on no body that comes without its length.
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await _http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        output.WriteLine($"  {method} {url.PathAndQuery} → {(int)answer.StatusCode}");
        if ((int)answer.StatusCode != expected)
        {
            throw new LocalException(
                $"The demo failed: {method} {url.PathAndQuery} answered {(int)answer.StatusCode} "
                + $"instead of {expected}: {text}");
        }

        var json = JsonNode.Parse(text)!;
        Print(json.ToJsonString(Readable));
        return json;
    }

    /// <summary>Waits for a letter in the mailbox, prints and returns it.</summary>
    /// <exception cref="LocalException">It does not arrive.</exception>
    public async Task<Letter> LetterAsync(
        Uri mail,
        string what,
        Func<Letter, bool> condition,
        CancellationToken cancellationToken)
    {
        var letter = await WaitAsync<Box, Letter>(
            mail,
            $"the letter with {what}",
            box => box.Letters.FirstOrDefault(condition),
            cancellationToken);
        output.WriteLine($"  A letter to {letter.To}: «{letter.Subject}»");
        Print(letter.Text.Trim());
        return letter;
    }

    /// <summary>Waits until a webhook has told of an event of a type, and prints it.</summary>
    /// <exception cref="LocalException">None does.</exception>
    public async Task EventAsync(Uri webhooks, string type, CancellationToken cancellationToken)
    {
        var received = await WaitAsync<ReceivedEvents, ReceivedEvent>(
            webhooks,
            $"the webhook {type}",
            all => all.Events.FirstOrDefault(each => (string?)each.Event["type"] == type),
            cancellationToken);
        output.WriteLine($"  A webhook tells of it: {type}");
        Print(received.Event["data"]!.ToJsonString(Readable));
    }

    public void Dispose() => _http.Dispose();

    private void Print(string text) => output.WriteLine("    " + text.ReplaceLineEndings("\n    "));

    private async Task<TItem> WaitAsync<TList, TItem>(
        Uri list,
        string what,
        Func<TList, TItem?> find,
        CancellationToken cancellationToken)
        where TItem : class
    {
        var limit = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < limit)
        {
            if (find((await _http.GetFromJsonAsync<TList>(list, cancellationToken))!) is { } item)
            {
                return item;
            }

            await Task.Delay(200, cancellationToken);
        }

        throw new LocalException(
            $"The demo failed: {what} did not arrive within {Patience.TotalSeconds:0} s.");
    }

    private sealed record Box(Letter[] Letters);

    private sealed record ReceivedEvents(ReceivedEvent[] Events);
}
