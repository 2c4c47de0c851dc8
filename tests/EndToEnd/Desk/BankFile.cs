using System.Globalization;
using Billing;
using Local;

namespace EndToEnd.Desk;

/// <summary>A bank's statement of the payee's account, for today.</summary>
internal static class BankFile
{
    // The account of Payee in local settings.
    private const string Account = "40702810800000000077";

    /// <summary>A file with money in, of a company that is no client: sum and purpose of each.</summary>
    public static byte[] Of(Stage stage, params (string Sum, string Purpose)[] lines) => Of(stage, lines, daysLater: 0);

    /// <summary>Such a file that is made some days later: the day is closed.</summary>
    public static byte[] Of(Stage stage, (string Sum, string Purpose)[] lines, int daysLater)
    {
        var now = stage.Product.Clock.GetUtcNow();
        var today = BusinessDay.FromInstant(now);
        var owner = new Counterparty("ООО «Телфин»", "7802000015", "", "049999950", "АО «Банк»");
        var payer = new Counterparty("ООО «Лютик»", "7715034360", "40702810900000000025", "044514512", "АО «Банк»");
        var movements = lines.Select((line, index) => new BankMovement(
            IsCredit: true,
            today,
            (118 + index).ToString(CultureInfo.InvariantCulture),
            Sum(line.Sum),
            payer,
            line.Purpose));
        var section = new BankSection(Account, today, today, Money.FromRoubles(1000), [.. movements]);
        var statement = new BankStatement(today.AddDays(daysLater).ToDateTime(new TimeOnly(12, 0)), owner, [section]);
        return StatementEncoding.Windows.GetBytes(ExchangeFile.Write(statement));
    }

    private static Money Sum(string roubles) =>
        Money.TryParse(roubles, out var sum) ? sum : throw new FormatException(roubles);
}
