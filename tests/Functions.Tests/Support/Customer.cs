using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local;

namespace Functions.Tests;

/// <summary>A customer with all that acts for him: the widget, his browser, his mailbox, his bank.</summary>
public sealed partial class Customer(LocalSystem system, Api api, string account)
{
    /// <summary>A number that most tests pay for.</summary>
    public const string Phone = "+79001234567";

    /// <summary>The widget account.</summary>
    public string Account { get; } = account;

    /// <summary>Where his letters go.</summary>
    public string Email { get; } = $"{Guid.NewGuid():N}@example.com";

    /// <summary>Known once requisites are taken.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Known once the letter came.</summary>
    public string Login { get; private set; } = "";

    /// <summary>The password of the newest letter, or the one chosen since.</summary>
    public string Password { get; set; } = "";

    /// <summary>Known once the cabinet is made.</summary>
    public string AccountNumber { get; private set; } = "";

    /// <summary>The newest session of the cabinet.</summary>
    public string Session { get; set; } = "";

    /// <summary>A token of the widget, good now.</summary>
    public string Token => system.World.WidgetVendor.TokenFor(Account).Token;

    /// <summary>A call of the widget.</summary>
    public Task<Reply> WidgetAsync(string method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        api.SendAsync(method, path, body, Token, headers);

    /// <summary>A call of the widget below his own client.</summary>
    public Task<Reply> OwnAsync(string method, string path = "", object? body = null, params (string Name, string Value)[] headers) =>
        WidgetAsync(method, $"clients/{ClientId}{(path.Length > 0 ? "/" : "")}{path}", body, headers);

    /// <summary>A call of the cabinet.</summary>
    public Task<Reply> CabinetAsync(string method, string path, object? body = null) => api.SendAsync(method, "cabinet/" + path, body, Session);

    /// <summary>Sends requisites, those of an organisation unless given.</summary>
    public async Task<Reply> SubmitAsync(JsonObject? requisites = null)
    {
        var reply = await WidgetAsync("POST", "clients", requisites ?? Forms.Organization(Email));
        if (reply.Status is 200 or 202)
        {
            ClientId = reply["clientId"]!;
        }

        return reply;
    }

    /// <summary>Shows the client.</summary>
    public Task<Reply> ReadAsync() => OwnAsync("GET");

    /// <summary>Asks for a new password.</summary>
    public Task<Reply> AskForCredentialsAsync() => OwnAsync("POST", "credentials");

    /// <summary>Waits for the letter with a password other than the one known, and until the client shows that it was sent.</summary>
    public async Task<Letter> WaitForCredentialsAsync()
    {
        var letter = await LetterAsync(letter => PasswordIn(letter) is { } password && password != Password);
        (Login, Password, AccountNumber) = (LoginLine().Match(letter.Text).Groups[1].Value, PasswordIn(letter)!, AccountLine().Match(letter.Text).Groups[1].Value);
        await Eventually.IsAsync(async () => (await ReadAsync())["status"] == "credentials-sent", "The client's status is credentials-sent.");
        return letter;
    }

    /// <summary>The newest letter to him that meets a condition, as soon as there is one.</summary>
    public Task<Letter> LetterAsync(Func<Letter, bool> condition) =>
        system.World.Mailbox.WaitAsync(letter => letter.To == Email && condition(letter), stop: TestContext.Current.CancellationToken);

    /// <summary>The newest letter whose subject begins like that.</summary>
    public Task<Letter> LetterAsync(string subject) => LetterAsync(letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>The letters to him, newest first.</summary>
    public IReadOnlyList<Letter> Letters => [.. system.World.Mailbox.Letters.Where(letter => letter.To == Email)];

    /// <summary>Money comes in, reported by the bank's connector.</summary>
    public Task<Reply> TopUpAsync(string amount, string? externalId = null, DateTimeOffset? receivedAt = null) =>
        api.AutomateAsync("POST", "topups", Forms.TopUp(AccountNumber, amount, externalId ?? Guid.NewGuid().ToString(), receivedAt ?? system.Clock.GetUtcNow()));

    /// <summary>Picks a tariff for a number.</summary>
    public Task<Reply> ChooseAsync(string phone = Phone, string tariff = "base") =>
        OwnAsync("PUT", $"connections/{Uri.EscapeDataString(phone)}", new { tariff });

    /// <summary>The numbers.</summary>
    public Task<Reply> ConnectionsAsync() => OwnAsync("GET", "connections");

    /// <summary>Asks what it costs.</summary>
    public Task<Reply> QuoteAsync(string phone = Phone, string tariff = "base", int months = 1) =>
        OwnAsync("GET", $"connections/{Uri.EscapeDataString(phone)}/quote?tariff={tariff}&months={months}");

    /// <summary>Pays as quoted just now, or another amount.</summary>
    public async Task<Reply> PayAsync(string phone = Phone, string tariff = "base", int months = 1, string? amount = null, string? password = null, string? key = null)
    {
        amount ??= (await QuoteAsync(phone, tariff, months)).Is(200)["amount.amount"]!;
        return await PayAsync(Forms.Payment(phone, tariff, months, amount, password ?? Password), key ?? Guid.NewGuid().ToString());
    }

    /// <summary>Sends a payment as it is; without a key if that is null.</summary>
    public Task<Reply> PayAsync(object form, string? key) =>
        OwnAsync("POST", "payments", form, key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Logs in to the cabinet.</summary>
    public async Task<Reply> LogInAsync(string? password = null)
    {
        var reply = await api.SendAsync("POST", "cabinet/session", new { login = Login, password = password ?? Password });
        if (reply.Status == 200)
        {
            Session = reply["token"]!;
        }

        return reply;
    }

    /// <summary>The balance as the widget shows it.</summary>
    public async Task<string> BalanceAsync() => (await ReadAsync()).Is(200)["cabinet.balance.amount"]!;

    /// <summary>The password in a letter; null if there is none.</summary>
    public static string? PasswordIn(Letter letter) => PasswordLine().Match(letter.Text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^Пароль: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();

    [GeneratedRegex(@"^Логин: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex LoginLine();

    [GeneratedRegex(@"^Лицевой счёт: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex AccountLine();
}
