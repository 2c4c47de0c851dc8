using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>A .http file as Visual Studio and the REST Client of VS Code read it, as far as this repository uses it: file variables, named requests, <c>$guid</c>.</summary>
internal sealed partial class HttpFile
{
    private readonly string[] _blocks;

    public HttpFile(string text) => _blocks = text.Split("\n###");

    /// <summary>File variables, by name. A test may set one that the file leaves to the reader.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    private Dictionary<string, JsonNode> Answers { get; } = [];

    /// <summary>Sends the requests one after the other.</summary>
    /// <param name="send">Sends one and says what came back; may ask again until it is as wanted.</param>
    public async Task PlayAsync(Func<string, Func<HttpRequestMessage>, Task<JsonNode>> send)
    {
        foreach (var block in _blocks)
        {
            var lines = block.Split('\n');
            foreach (var variable in lines.Select(line => Variable().Match(line)).Where(match => match.Success))
            {
                Variables.TryAdd(variable.Groups["name"].Value, variable.Groups["value"].Value.Trim());
            }

            if (Array.FindIndex(lines, line => RequestLine().IsMatch(line)) is >= 0 and var first)
            {
                var answer = await send(lines[0].Trim(), () => Request(lines[first..]));
                if (Name().Match(block) is { Success: true } named)
                {
                    Answers[named.Groups["name"].Value] = answer;
                }
            }
        }
    }

    private HttpRequestMessage Request(string[] lines)
    {
        var line = RequestLine().Match(lines[0]);
        var head = lines.Skip(1).TakeWhile(text => text.Length > 0).Select(text => text.Split(": ", 2)).ToList();
        var body = string.Join('\n', lines.Skip(1 + head.Count)).Trim();
        var request = new HttpRequestMessage(new HttpMethod(line.Groups["method"].Value), Fill(line.Groups["url"].Value));
        if (body.Length > 0)
        {
            request.Content = new StringContent(Fill(body));
        }

        foreach (var header in head)
        {
            if (header[0] == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            }
            else
            {
                request.Headers.Add(header[0], Fill(header[1]));
            }
        }

        return request;
    }

    private string Fill(string text) => Hole().Replace(text, hole => hole.Groups["name"].Value switch
    {
        "$guid" => Guid.NewGuid().ToString(),
        var name when Answer().Match(name) is { Success: true } answer => Find(Answers[answer.Groups["request"].Value], answer.Groups["path"].Value),
        var name => Variables[name],
    });

    private static string Find(JsonNode node, string path) => Step().Matches(path)
        .Aggregate(node, (at, step) => (int.TryParse(step.Value, out var index) ? at[index] : at[step.Value]) ?? throw new JsonException($"{path} is not in {node}."))
        .GetValue<string>();

    [GeneratedRegex(@"^@(?<name>\w+) = *(?<value>.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|DELETE) (?<url>\S+)$")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^(?<request>\w+)\.response\.body\.\$\.(?<path>.+)$")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Step();
}
