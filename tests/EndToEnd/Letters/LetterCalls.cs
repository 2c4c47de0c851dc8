using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.Letters;

/// <summary>The calls after which a customer gets a letter of each kind.</summary>
internal sealed partial class LetterCalls(Stage stage) : IDisposable
{
    public const string Email = "buh@romashka.example";
    public const string Accountant = "outsourcer@buhgalter.example";

    private readonly HttpClient _http = new() { BaseAddress = new(stage.Product.Url, "/api/") };
    private string _session = "";

    public string ClientId { get; private set; } = "";

    /// <summary>The credentials of the last letter that brought some.</summary>
    public Credentials Credentials { get; private set; } = new("", "", "");

    public async Task SubmitAsync(string name)
    {
        var requisites = Forms.Organization(Email).With("name", name);
        requisites["contact"]!["accountantEmail"] = Accountant;
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
            ["payerAccount"] = "40702810900000002851",
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

    public async Task<string> IssueInvoiceAsync()
    {
        var items = new JsonArray(new JsonObject { ["phone"] = "+79001234567", ["tariff"] = "base", ["months"] = 3 });
        var form = new JsonObject { ["items"] = items };
        var invoice = await WidgetAsync(HttpMethod.Post, $"clients/{ClientId}/invoices", form);
        await stage.LetterAsync("Счёт №");
        return (string)invoice["number"]!;
    }

    /// <summary>Undoes a part of an entry.</summary>
    public Task CorrectAsync(long entry, string amount) =>
        OperateAsync("corrections", entry, amount, "Зачислено дважды по ошибке банка", "Исправлена операция");

    /// <summary>Gives a part of a top-up back.</summary>
    public Task ReturnAsync(long entry, string amount) =>
        OperateAsync("returns", entry, amount, "Заявление клиента от 20.11.2026", "Возвращаем");

    private async Task OperateAsync(string what, long entry, string amount, string reason, string subject)
    {
        await CallAsync(HttpMethod.Post, $"accounts/{Credentials.Account}/{what}", new()
        {
            ["entry"] = entry,
            ["amount"] = Forms.Money(amount),
            ["reason"] = reason,
            ["operator"] = "Ольга Кассирова",
        }, null);
        await stage.LetterAsync(subject);
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
        request.Headers.Add("x-functions-key", stage.Product.Secrets.FunctionKey);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    [GeneratedRegex("#token=(.+)")]
    private static partial Regex Token();
}
