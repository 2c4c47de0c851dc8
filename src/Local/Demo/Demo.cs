using System.Text.RegularExpressions;

namespace Local;

/// <summary>The five steps of paying by invoice, over HTTP, as widget, customer and bank take them.</summary>
internal sealed partial class Demo(Uri api, Uri world, DemoCalls calls)
{
    private const string Email = "buh@romashka.example";
    private const string Phone = "+79001234567";

    /// <summary>Starts the product in memory on free ports and plays the steps.</summary>
    /// <exception cref="LocalException">A step had another outcome than it should.</exception>
    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(
            new() { TellsWorld = true, Say = output.WriteLine },
            cancellationToken);
        using var calls = new DemoCalls(output);
        await new Demo(system.Url, system.World.Url, calls).PlayAsync(cancellationToken);
    }

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        calls.Heading("The widget gets its token.");
        var token = await calls.GetAsync(new(world, "/widget-token?account=demo"), cancellationToken);
        calls.Token = (string)token["token"]!;

        calls.Heading("1. The customer sends the company's requisites.");
        var accepted = await calls.CallAsync(
            HttpMethod.Post,
            new(api, "/api/clients"),
            Requisites,
            202,
            cancellationToken);
        var client = new Uri(api, $"/api/clients/{(string)accepted["clientId"]!}");

        calls.Heading("2. A letter brings login and password of the cabinet.");
        var credentials = await LetterAsync(
            "the password",
            letter => Password().IsMatch(letter.Text),
            cancellationToken);
        var password = Password().Match(credentials.Text).Groups["password"].Value;
        var cabinet = (await calls.GetAsync(client, cancellationToken))["cabinet"]!;

        calls.Heading("3. The customer tops the account up, and a letter tells that the money arrived.");
        await calls.CallAsync(HttpMethod.Post, new(world, "/bank/transfers"), new
        {
            accountNumber = (string)cabinet["accountNumber"]!,
            amount = new { amount = "10000.00", currency = "RUB" },
            payer = "ООО «Ромашка»",
            purpose = "Оплата по счёту 12",
        }, 201, cancellationToken);
        await LetterAsync(
            "the money",
            letter => letter.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal),
            cancellationToken);

        calls.Heading("4. In «Подключения» the customer picks a tariff for a number and two months.");
        var tariff = (string)(await calls.GetAsync(new(api, "/api/tariffs"), cancellationToken))["tariffs"]![0]!["id"]!;
        await calls.CallAsync(
            HttpMethod.Post,
            new($"{client}/connections"),
            new { phone = Phone, tariff },
            201,
            cancellationToken);
        var quote = await calls.CallAsync(
            HttpMethod.Post,
            new($"{client}/quotes"),
            new { phone = Phone, tariff, months = 2 },
            200,
            cancellationToken);

        calls.Heading("5. The customer pays from the balance with the cabinet's password.");
        var amount = quote["amount"]!.DeepClone();
        await calls.CallAsync(HttpMethod.Post, new($"{client}/payments"), new
        {
            phone = Phone,
            tariff,
            months = 2,
            amount,
            method = "cabinet-balance",
            password,
        }, 201, cancellationToken, idempotencyKey: Guid.NewGuid().ToString());
        await LetterAsync(
            "the receipt",
            letter => letter.Subject.StartsWith("Оплачено", StringComparison.Ordinal),
            cancellationToken);
        var subscriptions = await calls.GetAsync(new($"{client}/connections"), cancellationToken);
        var status = (string)subscriptions["connections"]![0]!["statusText"]!;
        if (status != "Оплачено")
        {
            throw new LocalException(
                $"The demo failed: the subscription's status is «{status}» instead of «Оплачено».");
        }

        calls.Heading($"The subscription is «{status}».");
        await calls.EventAsync(new(world, "/webhooks"), "subscription-paid", cancellationToken);
    }

    private Task<Letter> LetterAsync(string what, Func<Letter, bool> condition, CancellationToken cancellationToken) =>
        calls.LetterAsync(
            new(world, "/mail"),
            what,
            letter => letter.To == Email && condition(letter),
            cancellationToken);

    private static object Requisites => new
    {
        kind = "organization",
        name = "ООО «Ромашка»",
        inn = "7725088527",
        kpp = "772501001",
        ogrn = "1037739010891",
        legalAddress = "115114, г. Москва, ул. Летниковская, д. 2",
        bank = new
        {
            bic = "044030827",
            account = "40702810900000002851",
            correspondentAccount = "30101810200000000827",
        },
        contact = new { name = "Анна Петрова", email = Email, phone = "+7 495 123-45-67" },
        consent = new { version = "1" },
    };

    [GeneratedRegex(@"Пароль:\s*(?<password>\S+)")]
    private static partial Regex Password();
}
