using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Billing;

namespace EndToEnd.Desk;

/// <summary>Around an accountant: a client asks for money, a connector reports some, a timer runs.</summary>
internal sealed class DeskCalls(Stage stage) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = stage.Product.Url };

    /// <summary>«Где мои деньги?» of a client.</summary>
    public async Task ClaimAsync(Credentials credentials, string number, string amount)
    {
        var login = new JsonObject { ["login"] = credentials.Login, ["password"] = credentials.Password };
        var session = await PostAsync("api/cabinet/session", login);
        var today = BusinessDay.FromInstant(stage.Product.Clock.GetUtcNow());
        var claim = new JsonObject
        {
            ["number"] = number,
            ["date"] = today.ToString("O", null),
            ["amount"] = Forms.Money(amount),
        };
        await PostAsync("api/cabinet/claims", claim, (string)session["token"]!);
    }

    /// <summary>A connector puts a report into its queue.</summary>
    public async Task ReportAsync(string externalId, string amount, string currency = "RUB")
    {
        var report = Forms.TopUp("1000000016", amount, externalId, stage.Product.Clock.GetUtcNow());
        report["amount"] = Forms.Money(amount, currency);
        await new QueueClient(stage.Product.Storage, "topups").SendMessageAsync(
            report.ToJsonString(),
            TestContext.Current.CancellationToken);
        stage.Product.LookAt("topups");
    }

    /// <summary>The hourly check of the accounts that changed.</summary>
    public Task ReconcileAsync() => PostAsync("admin/functions/ReconcileBalances", []);

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> PostAsync(string path, JsonObject form, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(form) };

        // The Functions host hands on no body that comes without its length.
        await request.Content.LoadIntoBufferAsync();
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-functions-key", stage.Product.Secrets.MasterKey);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
