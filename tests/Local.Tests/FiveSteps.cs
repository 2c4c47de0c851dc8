using System.Net.Http.Json;

namespace Local.Tests;

/// <summary>What the widget sends.</summary>
internal static class FiveSteps
{
    /// <summary>Sends a company's requisites for the widget account "demo" and returns the client's path.</summary>
    public static async Task<string> RequisitesAsync(LocalSystem system, string email, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = system.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", system.World.WidgetVendor.TokenFor("demo").Token);
        using var body = JsonContent.Create(Forms.Organization(email));
        await body.LoadIntoBufferAsync(stop);
        using var answer = await http.PostAsync("/api/clients", body, stop);
        return answer.EnsureSuccessStatusCode().Headers.Location!.ToString();
    }
}
