using System.Net.Http.Headers;
using System.Net.Http.Json;
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

    private static async Task<JsonArray> ListAsync(this Stage stage, string name)
    {
        var clientId = await stage.Page.EvaluateAsync<string>(ClientId);
        var token = stage.Product.World.WidgetVendor.TokenFor("demo").Token;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var address = new Uri(stage.Product.Url, $"/api/clients/{clientId}/{name}");
        var answer = await http.GetFromJsonAsync<JsonObject>(address);
        return answer![name]!.AsArray();
    }
}
