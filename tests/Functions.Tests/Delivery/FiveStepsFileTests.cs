using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Functions.Tests.Document;
using Local;

namespace Functions.Tests.Delivery;

/// <summary>The requests in five-steps.http work without changes.</summary>
public sealed partial class FiveStepsFileTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_requests_of_the_file_lead_to_a_paid_subscription()
    {
        await using var system = await LocalSystem.StartAsync(
            new() { Storage = azurite.NewAccount(), Clock = Morning.Clock() },
            TestContext.Current.CancellationToken);
        using var http = new HttpClient(new DocumentedAnswers());
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timer.CancelAfter(Timeout);
        var file = new HttpFile(Repository.Read("five-steps.http"))
        {
            Variables =
            {
                ["functions"] = new Uri(system.Url, "api").ToString(),
                ["world"] = system.World.Url.ToString().TrimEnd('/'),
            },
        };
        var status = "";

        await file.PlayAsync(async (title, request) =>
        {
            var isRepeated = title.Contains("repeat until", StringComparison.Ordinal);
            var answer = await SendAsync(http, request, isRepeated ? IsReady : _ => true, timer.Token);
            if (Password().Match((string?)answer["letters"]?[0]?["text"] ?? "") is { Success: true } match)
            {
                file.Variables["password"] = match.Groups["password"].Value;
            }

            status = (string?)answer["connections"]?[0]?["statusText"] ?? status;
            return answer;
        });

        Assert.Equal("Оплачено", status);
    }

    private static bool IsReady(JsonNode client) => (string?)client["status"] == "credentials-sent";

    private static async Task<JsonNode> SendAsync(
        HttpClient http,
        Func<HttpRequestMessage> createRequest,
        Func<JsonNode, bool> isDone,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = createRequest();
            using var response = await http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            Assert.True(
                response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted,
                $"{request.Method} {request.RequestUri}: {text}");
            var answer = JsonNode.Parse(text)!;
            if (isDone(answer))
            {
                return answer;
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    [GeneratedRegex(@"Пароль:\s*(?<password>\S+)")]
    private static partial Regex Password();
}
