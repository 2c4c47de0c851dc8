using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests;

/// <summary>An answer of the functions.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">Media type of the body; null if there is none.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">All headers. Several values of one header are joined by a comma.</param>
public sealed record Reply(int Status, string? MediaType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is null.");

    /// <summary>The code of a problem; null for any other body.</summary>
    public string? Code => MediaType == "application/problem+json" ? this["code"] : null;

    /// <summary>The value at a path such as <c>payments.0.amount.amount</c> as text; null if there is none.</summary>
    public string? this[string path] => At(path)?.ToString();

    /// <summary>The node at a path; null if there is none.</summary>
    public JsonNode? At(string path) => path.Split('.').Aggregate((JsonNode?)Json, (node, step) => node switch
    {
        JsonArray list => int.Parse(step, CultureInfo.InvariantCulture) is var i && i < list.Count ? list[i] : null,
        JsonObject value => value[step],
        _ => null,
    });

    /// <summary>Reads an answer.</summary>
    public static async Task<Reply> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key,
            header => string.Join(", ", header.Value),
            StringComparer.OrdinalIgnoreCase));

    /// <summary>Fails the test if the status is another one.</summary>
    public Reply Is(int status)
    {
        Assert.True(Status == status, $"Answered {Status} instead of {status}: {Text}");
        return this;
    }

    /// <summary>Fails the test unless the answer is this problem, as RFC 9457 formats it, with Russian texts.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">The stable code.</param>
    /// <param name="fields">The paths of all refused fields.</param>
    public Reply IsProblem(int status, string code, params string[] fields)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Code);
        Assert.Equal($"urn:billing:problem:{code}", this["type"]);
        Assert.Equal(status, (int)At("status")!);
        Assert.Matches("[а-яё]", this["title"]!);
        Assert.Matches("[а-яё]", this["detail"]!);
        var errors = At("errors")?.AsObject() ?? [];
        Assert.Equal(fields.Order(), errors.Select(field => field.Key).Order());
        Assert.All(
            errors.SelectMany(field => field.Value!.AsArray()),
            text => Assert.Matches("[а-яё]", (string)text!));
        return this;
    }
}
