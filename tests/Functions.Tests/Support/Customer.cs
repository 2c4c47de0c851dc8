using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local;

namespace Functions.Tests;

/// <summary>A customer, with the calls of the widget and the cabinet, a mailbox and a bank.</summary>
public sealed partial class Customer(LocalSystem system, Api api, string account)
{
    /// <summary>The phone number that most tests pay for.</summary>
    public const string Phone = "+79001234567";

    /// <summary>The widget account.</summary>
    public string Account { get; } = account;

    /// <summary>The address to which e-mails are sent.</summary>
    public string Email { get; } = $"{Guid.NewGuid():N}@example.com";

    /// <summary>Set by <see cref="SubmitAsync"/>.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Set by <see cref="WaitForCredentialsAsync"/>.</summary>
    public string Login { get; private set; } = "";

    /// <summary>The password of the newest e-mail, or the one chosen since.</summary>
    public string Password { get; set; } = "";

    /// <summary>Set by <see cref="WaitForCredentialsAsync"/>.</summary>
    public string AccountNumber { get; private set; } = "";

    /// <summary>The token of the newest session in the cabinet.</summary>
    public string Session { get; set; } = "";

    /// <summary>A new token of the widget.</summary>
    public string Token => system.World.WidgetVendor.TokenFor(Account).Token;

    /// <summary>Makes a call as the widget.</summary>
    public Task<Reply> WidgetAsync(
        string method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers) =>
        api.SendAsync(method, path, body, Token, headers);

    /// <summary>Makes a call as the widget, with a path below the customer's own client.</summary>
    public Task<Reply> OwnAsync(
        string method,
        string path = "",
        object? body = null,
        params (string Name, string Value)[] headers) =>
        WidgetAsync(method, $"clients/{ClientId}{(path.Length > 0 ? "/" : "")}{path}", body, headers);

    /// <summary>Makes a call as the cabinet's page, with the session.</summary>
    public Task<Reply> CabinetAsync(
        string method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers) =>
        api.SendAsync(method, "cabinet/" + path, body, Session, headers);

    /// <summary>Sends requisites. Without an argument, those of an organisation.</summary>
    public async Task<Reply> SubmitAsync(JsonObject? requisites = null)
    {
        var reply = await WidgetAsync("POST", "clients", requisites ?? Forms.Organization(Email));
        if (reply.Status is 200 or 202)
        {
            ClientId = reply["clientId"]!;
        }

        return reply;
    }

    public Task<Reply> ReadAsync() => OwnAsync("GET");

    /// <summary>Requests a new password.</summary>
    public Task<Reply> AskForCredentialsAsync() => OwnAsync("POST", "credentials");

    /// <summary>
    /// Waits for an e-mail with another password than <see cref="Password"/>, and until the client's status says that
    /// it was sent.
    /// </summary>
    public async Task<Letter> WaitForCredentialsAsync()
    {
        var email = await LetterAsync(email => PasswordIn(email) is { } password && password != Password);
        Login = LoginLine().Match(email.Text).Groups[1].Value;
        Password = PasswordIn(email)!;
        AccountNumber = AccountLine().Match(email.Text).Groups[1].Value;
        await Eventually.IsAsync(
            async () => (await ReadAsync())["status"] == "credentials-sent",
            "The client's status is credentials-sent.");
        return email;
    }

    /// <summary>Waits for an e-mail to the customer that meets a condition, and returns the newest one.</summary>
    public Task<Letter> LetterAsync(Func<Letter, bool> condition) => system.World.Mailbox.WaitAsync(
        email => email.To == Email && condition(email),
        limit: null,
        TestContext.Current.CancellationToken);

    /// <summary>Waits for an e-mail whose subject begins with a text, and returns the newest one.</summary>
    public Task<Letter> LetterAsync(string subject) =>
        LetterAsync(email => email.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>The e-mails to the customer, newest first.</summary>
    public IReadOnlyList<Letter> Letters => [.. system.World.Mailbox.Letters.Where(email => email.To == Email)];

    /// <summary>Reports money that arrived, as the bank's connector does.</summary>
    public Task<Reply> TopUpAsync(string amount, string? externalId = null, DateTimeOffset? receivedAt = null)
    {
        var form = Forms.TopUp(
            AccountNumber,
            amount,
            externalId ?? Guid.NewGuid().ToString(),
            receivedAt ?? system.Clock.GetUtcNow());
        return api.AutomateAsync("POST", "topups", form);
    }

    /// <summary>Picks a tariff for a number.</summary>
    public Task<Reply> ChooseAsync(string phone = Phone, string tariff = "base") =>
        OwnAsync("POST", "connections", new { phone, tariff });

    /// <summary>Reads the list of numbers.</summary>
    public Task<Reply> ConnectionsAsync() => OwnAsync("GET", "connections");

    /// <summary>Reads the quote of a payment.</summary>
    public Task<Reply> QuoteAsync(string phone = Phone, string tariff = "base", int months = 1) =>
        OwnAsync("POST", "quotes", new { phone, tariff, months });

    /// <summary>Sends a payment. Without an amount, that of a new quote.</summary>
    public async Task<Reply> PayAsync(
        string phone = Phone,
        string tariff = "base",
        int months = 1,
        string? amount = null,
        string? password = null,
        string? key = null)
    {
        amount ??= (await QuoteAsync(phone, tariff, months)).Is(200)["amount.amount"]!;
        var form = Forms.Payment(phone, tariff, months, amount, password ?? Password);
        return await PayAsync(form, key ?? Guid.NewGuid().ToString());
    }

    /// <summary>Sends a payment. Without the idempotency key if that is null.</summary>
    public Task<Reply> PayAsync(object form, string? key) =>
        OwnAsync("POST", "payments", form, key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Logs in to the cabinet.</summary>
    public async Task<Reply> LogInAsync(string? password = null)
    {
        var form = new { login = Login, password = password ?? Password };
        var reply = await api.SendAsync("POST", "cabinet/session", form);
        if (reply.Status == 200)
        {
            Session = reply["token"]!;
        }

        return reply;
    }

    /// <summary>Reads the balance, as the widget does.</summary>
    public async Task<string> BalanceAsync() => (await ReadAsync()).Is(200)["cabinet.balance.amount"]!;

    /// <summary>The password in an e-mail; null if there is none.</summary>
    public static string? PasswordIn(Letter email) =>
        PasswordLine().Match(email.Text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^Пароль: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();

    [GeneratedRegex(@"^Логин: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex LoginLine();

    [GeneratedRegex(@"^Лицевой счёт: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex AccountLine();
}
