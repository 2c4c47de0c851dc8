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
        using var body = JsonContent.Create(new
        {
            kind = "organization",
            name = "ООО «Тест»",
            inn = "7715034360",
            kpp = "771501001",
            ogrn = "1027812400868",
            legalAddress = "127018, г. Москва, ул. Образцова, д. 1",
            bank = new { bic = "044030827", account = "40702810900000002851", correspondentAccount = "30101810200000000827" },
            contact = new { name = "Пётр Иванов", email, phone = "+74951234567" },
            consent = new { version = "1" },
        });
        await body.LoadIntoBufferAsync(stop);
        using var answer = await http.PostAsync("/api/clients", body, stop);
        return answer.EnsureSuccessStatusCode().Headers.Location!.ToString();
    }
}
