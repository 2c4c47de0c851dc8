using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one change of a transaction.</summary>
internal sealed class TransactionResponse : Response
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    private TransactionResponse(int status, string reason) => (Status, ReasonPhrase) = (status, reason);

    /// <inheritdoc/>
    public override int Status { get; }

    /// <inheritdoc/>
    public override string ReasonPhrase { get; }

    /// <inheritdoc/>
    public override Stream ContentStream { get; set; }

    /// <inheritdoc/>
    public override string ClientRequestId { get; set; }

    /// <summary>The answers in a multipart body, in the order of the changes.</summary>
    public static IReadOnlyList<Response> Read(string body)
    {
        const string Start = "HTTP/1.1 ";
        using var lines = new StringReader(body);
        var answers = new List<Response>();
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith(Start, StringComparison.Ordinal))
            {
                answers.Add(ReadOne(line[Start.Length..], lines));
            }
        }

        return answers;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <inheritdoc/>
    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    /// <inheritdoc/>
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers.Select(header => new HttpHeader(header.Key, header.Value));

    /// <inheritdoc/>
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string value) => _headers.TryGetValue(name, out value);

    /// <inheritdoc/>
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string> values)
    {
        values = _headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    // Status line, headers, an empty line, and JSON without a line that could be a boundary.
    private static TransactionResponse ReadOne(string status, StringReader lines)
    {
        var parts = status.Split(' ', 2);
        var response = new TransactionResponse(int.Parse(parts[0], CultureInfo.InvariantCulture), parts.ElementAtOrDefault(1) ?? string.Empty);
        while (lines.ReadLine() is { Length: > 0 } header)
        {
            var pair = header.Split(':', 2, StringSplitOptions.TrimEntries);
            response._headers[pair[0]] = pair.ElementAtOrDefault(1) ?? string.Empty;
        }

        var content = new StringBuilder();
        while (lines.ReadLine() is { } line && !line.StartsWith("--", StringComparison.Ordinal))
        {
            content.AppendLine(line);
        }

        response.ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(content.ToString().Trim()));
        return response;
    }
}
