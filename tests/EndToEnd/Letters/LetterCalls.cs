using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.Letters;

/// <summary>The calls after which a customer gets a letter of each kind.</summary>
internal sealed partial class LetterCalls(Stage stage) : IDisposable
{
    public const string Email = "buh@romashka.example";

    private readonly HttpClient _http = new() { BaseAddress = new(stage.Product.Url, "/api/") };
    private string _session = "";

    public string ClientId { get; private set; } = "";

    /// <summary>The credentials of the last letter that brought some.</summary>
    public Credentials Credentials { get; private set; } = new("", "", "");

    public async Task SubmitAsync(string name)
    {
        var requisites = Forms.Organization(Email).With("name", name);
        ClientId = (string)(await WidgetAsync(HttpMethod.Post, "clients", requisites))["clientId"]!;
        await ReadCredentialsAsync("Доступ");
    }

    public async Task AskForPasswordAsync()
    {
        await WidgetAsync(HttpMethod.Post, $"clients/{ClientId}/credentials", []);
        await ReadCredentialsAsync($"Доступ в личный кабинет Телфин: новый пароль");
    }

    public async Task TopUpAsync(string amount, string payer, string purpose)
    {
        using var answer = await stage.Product.World.Bank.TransferAsync(new()
        {
            ["accountNumber"] = Credentials.Account,
            ["amount"] = Forms.Money(amount),
            ["payer"] = payer,
            ["purpose"] = purpose,
        });
        answer.EnsureSuccessStatusCode();
        await stage.LetterAsync("Деньги поступили");
    }

    public async Task PayAsync(string phone)
    {
        var choice = new JsonObject { ["phone"] = phone, ["tariff"] = "base" };
        await WidgetAsync(HttpMethod.Post, $"clients/{ClientId}/connections", choice);
        choice["months"] = 1;
        var quote = await WidgetAsync(HttpMethod.Post, $"clients/{ClientId}/quotes", choice);
        var form = Forms.Payment(phone, "base", 1, (string)quote["amount"]!["amount"]!, Credentials.Password);
        await WidgetAsync(HttpMethod.Post, $"clients/{ClientId}/payments", form);
    }

    public async Task LogInAsync() => await KeepSessionAsync("cabinet/session", new()
    {
        ["login"] = Credentials.Login,
        ["password"] = Credentials.Password,
    });

    public async Task ChangePasswordAsync(string password)
    {
        await KeepSessionAsync("cabinet/password", new()
        {
            ["currentPassword"] = Credentials.Password,
            ["newPassword"] = password,
        });
        Credentials = Credentials with { Password = password };
        await stage.LetterAsync("Пароль кабинета Телфин изменён");
    }

    public async Task RestorePasswordAsync(string password)
    {
        await CallAsync(HttpMethod.Post, "cabinet/password-reset", new() { ["login"] = Credentials.Login }, null);
        var token = Token().Match((await stage.LetterAsync("Восстановление")).Text).Groups[1].Value;
        await KeepSessionAsync("cabinet/password-reset/confirm", new()
        {
            ["token"] = token,
            ["newPassword"] = password,
        });
        Credentials = Credentials with { Password = password };
        await stage.LetterAsync("Пароль кабинета Телфин восстановлен");
    }

    public async Task ChangeAddressAsync(string address)
    {
        await LogInAsync();
        var form = new JsonObject { ["contact"] = new JsonObject { ["email"] = address } };
        await CallAsync(HttpMethod.Patch, "cabinet/client", form, _session);
        await stage.LetterAsync("Письма о кабинете");
    }

    public void Dispose() => _http.Dispose();

    private async Task KeepSessionAsync(string path, JsonObject form) =>
        _session = (string)(await CallAsync(HttpMethod.Post, path, form, _session))["token"]!;

    private async Task ReadCredentialsAsync(string subject)
    {
        var text = (await stage.LetterAsync(subject)).Text;
        Credentials = new(ValueOf("Логин"), ValueOf("Пароль"), ValueOf("Лицевой счёт"));

        string ValueOf(string label) => text.Split($"{label}: ")[1].Split('\n')[0];
    }

    private Task<JsonNode> WidgetAsync(HttpMethod method, string path, JsonObject form) =>
        CallAsync(method, path, form, stage.Product.World.WidgetVendor.TokenFor("demo").Token);

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, JsonObject form, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(form) };

        // The Functions host hands on no body that comes without its length.
        await request.Content.LoadIntoBufferAsync();
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    [GeneratedRegex("#token=(.+)")]
    private static partial Regex Token();
}
