using System.Globalization;
using System.Text.Json.Nodes;
using Billing;

namespace Local;

/// <summary>What moved on the payee's account at the local bank, and the statements of it.</summary>
internal sealed class BankLog(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<BankMovement> _movements = [];

    /// <summary>Whose account it is: the payee of the local settings.</summary>
    private static Counterparty Owner { get; } = new(
        "ООО «Телфин»",
        "7802000015",
        LocalSettings.PayeeAccount,
        "049999950",
        "АО «Банк», г. Санкт-Петербург");

    /// <summary>Money comes in today.</summary>
    /// <returns>The number of its payment order.</returns>
    public string Add(JsonObject transfer)
    {
        lock (_lock)
        {
            var number = (_movements.Count + 1).ToString(CultureInfo.InvariantCulture);
            if (Money.TryParse((string?)transfer["amount"]?["amount"], out var amount) && amount > Money.Zero)
            {
                var payer = new Counterparty(
                    (string?)transfer["payer"] ?? "",
                    (string?)transfer["payerInn"] ?? "",
                    (string?)transfer["payerAccount"] ?? "",
                    "044030827",
                    "АО «Банк»");
                var day = BusinessDay.FromInstant(clock.GetUtcNow());
                var purpose = (string?)transfer["purpose"] ?? "";
                _movements.Add(new(IsCredit: true, day, number, amount, payer, purpose));
            }

            return number;
        }
    }

    /// <summary>Today's statement.</summary>
    /// <param name="isCamt">In camt.053; else 1CClientBankExchange in Windows-1251.</param>
    public byte[] Statement(bool isCamt)
    {
        lock (_lock)
        {
            var today = BusinessDay.FromInstant(clock.GetUtcNow());
            var opening = _movements
                .Where(movement => movement.Day < today)
                .Aggregate(Money.Zero, (sum, movement) => sum + movement.Amount);
            var movements = _movements.Where(movement => movement.Day == today).ToArray();
            var section = new BankSection(Owner.Account, today, today, opening, movements);
            var statement = new BankStatement(today.ToDateTime(new TimeOnly(18, 0)), Owner, [section]);
            return isCamt
                ? StatementEncoding.Utf8.GetBytes(CamtFile.Write(statement))
                : StatementEncoding.Windows.GetBytes(ExchangeFile.Write(statement));
        }
    }
}
