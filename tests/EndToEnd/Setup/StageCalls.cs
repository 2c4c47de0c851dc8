using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd;

/// <summary>Calls of the service that a test makes itself, to compare the answer with what a page shows.</summary>
internal static class StageCalls
{
    private const string ClientId = "JSON.parse(localStorage.getItem('telphin-billing.client.demo'))";

    /// <summary>The payments of the widget's client.</summary>
    public static Task<JsonArray> PaymentsAsync(this Stage stage) => stage.ListAsync("payments");

    /// <summary>The numbers of the widget's client.</summary>
    public static Task<JsonArray> ConnectionsAsync(this Stage stage) => stage.ListAsync("connections");

    /// <summary>Sends the sample organisation's requisites, as another browser of the same widget account.</summary>
    public static async Task BecomeClientElsewhereAsync(this Stage stage)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFor(stage));
        var sample = Sample.Organization;
        var body = JsonSerializer.Serialize(new
        {
            kind = "organization",
            name = sample.Name,
            inn = sample.Inn,
            kpp = sample.Kpp,
            ogrn = sample.Ogrn,
            legalAddress = sample.Address,
            contact = new { name = sample.Person, email = sample.Email, phone = sample.Phone },
            consent = new { version = "2026-01" },
        });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(stage.Product.Url, "/api/clients"), content);
        answer.EnsureSuccessStatusCode();
    }

    private static string TokenFor(Stage stage) => stage.Product.World.WidgetVendor.TokenFor("demo").Token;

    private static async Task<JsonArray> ListAsync(this Stage stage, string name)
    {
        var clientId = await stage.Page.EvaluateAsync<string>(ClientId);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TokenFor(stage));
        var address = new Uri(stage.Product.Url, $"/api/clients/{clientId}/{name}");
        var answer = await http.GetFromJsonAsync<JsonObject>(address);
        return answer![name]!.AsArray();
    }
}
