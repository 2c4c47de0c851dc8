using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Functions.Tests.Document;
using Local;

namespace Functions.Tests.Delivery;

/// <summary>five-steps.http is what a newcomer sends first: it has to work as it stands.</summary>
public sealed partial class FiveStepsFileTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_requests_of_the_file_lead_to_a_paid_subscription()
    {
        await using var system = await LocalSystem.StartAsync(new() { Storage = azurite.NewAccount(), Clock = Morning.Clock() }, TestContext.Current.CancellationToken);
        using var http = new HttpClient(new DocumentedAnswers());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        var file = new HttpFile(Repository.Read("five-steps.http"))
        {
            Variables = { ["functions"] = new Uri(system.Url, "api").ToString(), ["world"] = system.World.Url.ToString().TrimEnd('/') },
        };
        var status = "";

        await file.PlayAsync(async (title, request) =>
        {
            var answer = await SendAsync(http, request, title.Contains("repeat until", StringComparison.Ordinal) ? IsReady : _ => true, limit.Token);
            if (Password().Match((string?)answer["letters"]?[0]?["text"] ?? "") is { Success: true } password)
            {
                file.Variables["password"] = password.Groups["password"].Value;
            }

            status = (string?)answer["connections"]?[0]?["statusText"] ?? status;
            return answer;
        });

        Assert.Equal("Оплачено", status);
    }

    private static bool IsReady(JsonNode client) => (string?)client["status"] == "credentials-sent";

    private static async Task<JsonNode> SendAsync(HttpClient http, Func<HttpRequestMessage> request, Func<JsonNode, bool> isDone, CancellationToken stop)
    {
        while (true)
        {
            using var message = request();
            using var response = await http.SendAsync(message, stop);
            var text = await response.Content.ReadAsStringAsync(stop);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted, $"{message.Method} {message.RequestUri}: {text}");
            var answer = JsonNode.Parse(text)!;
            if (isDone(answer))
            {
                return answer;
            }

            await Task.Delay(50, stop);
        }
    }

    [GeneratedRegex(@"Пароль:\s*(?<password>\S+)")]
    private static partial Regex Password();
}
