using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>
/// A .http file as Visual Studio and the REST Client of VS Code read it. Supports what this repository uses: file
/// variables, named requests, <c>$guid</c>.
/// </summary>
internal sealed partial class HttpFile
{
    private readonly string[] _blocks;

    public HttpFile(string text) => _blocks = text.Split("\n###");

    /// <summary>File variables, by name. A test sets those that the file leaves to its user.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    private Dictionary<string, JsonNode> Answers { get; } = [];

    /// <summary>Sends the requests one after the other.</summary>
    /// <param name="send">Gets a request's title and factory. Sends it, once or more, and returns the answer.</param>
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
                var answer = await send(lines[0].Trim(), () => CreateRequest(lines[first..]));
                if (Name().Match(block) is { Success: true } match)
                {
                    Answers[match.Groups["name"].Value] = answer;
                }
            }
        }
    }

    private HttpRequestMessage CreateRequest(string[] lines)
    {
        var line = RequestLine().Match(lines[0]);
        var headers = lines.Skip(1).TakeWhile(text => text.Length > 0).Select(text => text.Split(": ", 2)).ToList();
        var body = string.Join('\n', lines.Skip(1 + headers.Count)).Trim();
        var method = new HttpMethod(line.Groups["method"].Value);
        var request = new HttpRequestMessage(method, Fill(line.Groups["url"].Value));
        if (body.Length > 0)
        {
            request.Content = new StringContent(Fill(body));
        }

        foreach (var header in headers)
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

    private string Fill(string text) => Placeholder().Replace(text, match => match.Groups["name"].Value switch
    {
        "$guid" => Guid.NewGuid().ToString(),
        var name when Answer().Match(name) is { Success: true } answer =>
            Find(Answers[answer.Groups["request"].Value], answer.Groups["path"].Value),
        var name => Variables[name],
    });

    private static string Find(JsonNode root, string path)
    {
        var node = root;
        foreach (var step in Step().Matches(path).Select(match => match.Value))
        {
            node = (int.TryParse(step, out var index) ? node[index] : node[step])
                ?? throw new JsonException($"{path} is not in {root}.");
        }

        return node.GetValue<string>();
    }

    [GeneratedRegex(@"^@(?<name>\w+) = *(?<value>.*)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|DELETE) (?<url>\S+)$")]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\{\{(?<name>[^}]+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(?<request>\w+)\.response\.body\.\$\.(?<path>.+)$")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Step();
}
