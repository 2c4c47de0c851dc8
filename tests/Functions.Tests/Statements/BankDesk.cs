using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Billing;
using Local;

namespace Functions.Tests.Statements;

/// <summary>A bank that makes statements of the payee's account, and uploads them.</summary>
internal sealed class BankDesk(SystemFixture fixture)
{
    /// <summary>The account of Payee in local settings.</summary>
    public const string Account = "40702810800000000077";

    private static int _numbers;

    public DateOnly Today => BusinessDay.FromInstant(fixture.System.Clock.GetUtcNow());

    /// <summary>A number that no other payment order has.</summary>
    public static string NewNumber() =>
        Interlocked.Increment(ref _numbers).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Money in, by a company that is no client.</summary>
    public BankMovement Transfer(
        string roubles,
        string purpose,
        string? number = null,
        string inn = "7715034360",
        string account = "40702810900000000025",
        string name = "ООО «Лютик»")
    {
        Assert.True(Billing.Money.TryParse(roubles, out var amount));
        return new(
            IsCredit: true,
            Today,
            number ?? NewNumber(),
            amount,
            new(name, inn, account, "044514512", "АО «Банк»"),
            purpose);
    }

    /// <summary>A file of a day's movements: of today, or of some days earlier.</summary>
    public byte[] File(
        IReadOnlyList<BankMovement> movements,
        StatementEncoding encoding = StatementEncoding.Windows,
        int madeDaysLater = 0,
        bool isCamt = false,
        long openingRoubles = 0,
        int daysEarlier = 0)
    {
        var owner = new Counterparty("ООО «Телфин»", "7802000015", "", "049999950", "АО «Банк»");
        var day = Today.AddDays(-daysEarlier);
        var section = new BankSection(Account, day, day, Billing.Money.FromRoubles(openingRoubles), movements);
        var createdAt = day.AddDays(madeDaysLater).ToDateTime(new TimeOnly(12, 0));
        var statement = new BankStatement(createdAt, owner, [section]);
        return encoding.GetBytes(isCamt ? CamtFile.Write(statement) : ExchangeFile.Write(statement));
    }

    /// <summary>Uploads a file and waits until it is worked through.</summary>
    public async Task<Reply> UploadAsync(byte[] file)
    {
        var posted = (await PostAsync(file)).Is(202);
        var path = $"statements/{posted["id"]}?limit=200";
        await Eventually.IsAsync(
            async () => (await fixture.Api.AutomateAsync("GET", path)).Is(200)["status"] is "done" or "refused",
            "The statement is worked through.");
        return (await fixture.Api.AutomateAsync("GET", path)).Is(200);
    }

    /// <summary>Uploads a file.</summary>
    public Task<Reply> PostAsync(byte[] file, string mediaType = "text/plain")
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return fixture.Api.AutomateAsync("POST", "statements?operator=Иванова", content);
    }

    /// <summary>The result of the line with a number.</summary>
    public static string ResultOf(Reply report, BankMovement movement)
    {
        var line = LineOf(report, movement);
        return $"{line["result"]} {line["reason"]}".Trim();
    }

    /// <summary>The line of a movement.</summary>
    public static JsonNode LineOf(Reply report, BankMovement movement) =>
        report.At("lines")!.AsArray().First(line => (string?)line!["number"] == movement.Number)!;
}
