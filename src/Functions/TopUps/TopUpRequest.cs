using System.Globalization;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.TopUps;

/// <summary>Money that came in, checked.</summary>
public sealed record TopUpRequest(string ExternalId, string AccountNumber, Money Amount, DateTimeOffset ReceivedAt, string Payer, string Purpose)
{
    private const int LongestId = 128;

    // Movements may be reported late, but not from the future; clocks may differ by a little.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    // ГОСТ and bank formats: a payer's name up to 160 characters, a purpose up to 210; other connectors send more.
    private const int LongestText = 500;

    /// <summary>What has to be the same for it to be the same top-up.</summary>
    public string RequestHash => RowKeys.Hash(string.Create(
        CultureInfo.InvariantCulture, $"{AccountNumber}|{Amount.Kopecks}|{ReceivedAt.UtcTicks}|{Payer}|{Purpose}"));

    /// <summary>The command.</summary>
    public TopUpCommand ToCommand() => new(RowKeys.Hash(ExternalId), ExternalId, RequestHash, Amount, ReceivedAt, Payer, Purpose);

    /// <summary>Checks a top-up as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (TopUpRequest? Request, Problem? Problem) Check(TopUpForm form, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        if (form.ExternalId is not { Length: > 0 and <= LongestId } || form.ExternalId.Any(char.IsControl))
        {
            errors.Add("externalId", $"Укажите идентификатор движения в банке, до {LongestId} знаков.");
        }

        if (!Billing.AccountNumber.IsValid(form.AccountNumber))
        {
            errors.Add("accountNumber", "Номер лицевого счёта — 10 цифр с верной контрольной цифрой.");
        }

        if (form.ReceivedAt is not { } receivedAt || receivedAt > now + ClockSkew || receivedAt.Year < 2000)
        {
            receivedAt = default;
            errors.Add("receivedAt", "Укажите время поступления (ISO 8601), не из будущего.");
        }

        var payer = Text("payer", form.Payer, errors);
        var purpose = Text("purpose", form.Purpose, errors);
        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
        return otherCurrency ? (null, Problems.CurrencyNotSupported)
            : errors.Any ? (null, Problems.ValidationFailed(errors))
            : (new TopUpRequest(form.ExternalId!, form.AccountNumber!, amount, receivedAt, payer, purpose), null);
    }

    private static string Text(string field, string? text, FieldErrors errors)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length > LongestText || trimmed.Any(char.IsControl))
        {
            errors.Add(field, $"До {LongestText} знаков, без управляющих символов.");
        }

        return trimmed;
    }
}
