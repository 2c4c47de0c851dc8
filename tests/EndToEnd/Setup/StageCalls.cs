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

    /// <summary>Sends requisites, as another browser of a widget account does.</summary>
    public static async Task SubmitElsewhereAsync(this Stage stage, Sample sample, string account = "demo")
    {
        ArgumentNullException.ThrowIfNull(sample);
        using var http = CreateClient(stage, account);
        using var content = JsonContent.Create(new
        {
            kind = sample.Kpp is null ? "entrepreneur" : "organization",
            name = sample.Name,
            inn = sample.Inn,
            kpp = sample.Kpp,
            ogrn = sample.Ogrn,
            legalAddress = sample.Address,
            contact = new { name = sample.Person, email = sample.Email, phone = sample.Phone },
            consent = new { version = "2026-01" },
        });

        // The service does not take a body whose length is not told.
        await content.LoadIntoBufferAsync();
        using var answer = await http.PostAsync(new Uri(stage.Product.Url, "/api/clients"), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Adds a number to those of the widget's client, with its tariff and what it is called.</summary>
    public static async Task AddNumberAsync(this Stage stage, string phone, string tariff, string label)
    {
        using var http = CreateClient(stage);
        using var content = JsonContent.Create(new { phone, tariff, label });

        await content.LoadIntoBufferAsync();
        using var answer = await http.PostAsync(await stage.AddressAsync("connections"), content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<JsonArray> ListAsync(this Stage stage, string name)
    {
        using var http = CreateClient(stage);
        var answer = await http.GetFromJsonAsync<JsonObject>(await stage.AddressAsync(name));
        return answer![name]!.AsArray();
    }

    private static async Task<Uri> AddressAsync(this Stage stage, string name) =>
        new(stage.Product.Url, $"/api/clients/{await stage.Page.EvaluateAsync<string>(ClientId)}/{name}");

    private static HttpClient CreateClient(Stage stage, string account = "demo")
    {
        var token = stage.Product.World.WidgetVendor.TokenFor(account).Token;
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
