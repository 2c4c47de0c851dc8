using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EndToEnd;

/// <summary>What a test asks the service itself, to see that the page said the truth.</summary>
internal static class StageCalls
{
    /// <summary>The payments of the client that the widget made.</summary>
    public static async Task<JsonArray> PaymentsAsync(this Stage stage)
    {
        var client = await stage.Page.EvaluateAsync<string>("JSON.parse(localStorage.getItem('telphin-billing.client.demo'))");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", stage.Product.World.WidgetVendor.TokenFor("demo").Token);
        var answer = await http.GetFromJsonAsync<JsonObject>(new Uri(stage.Product.Url, $"/api/clients/{client}/payments"));
        return answer!["payments"]!.AsArray();
    }
}
