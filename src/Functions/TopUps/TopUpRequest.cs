using System.Globalization;
using Billing;
using Functions.Http;

namespace Functions.TopUps;

/// <summary>Money that came in, checked.</summary>
public sealed record TopUpRequest(string AccountNumber, Money Amount, TopUpDetails Details)
{
    private const int MaxIdLength = 128;

    // Movements may be reported late, but not from the future; clocks may differ by a little.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    // ГОСТ and bank formats: a payer's name up to 160 characters, a purpose up to 210; other connectors send more.
    private const int MaxTextLength = 500;

    /// <summary>The top-up's id in answers.</summary>
    public string Id => HashedText.Key(Details.ExternalId);

    /// <summary>The event under the sender's id of the movement.</summary>
    public string EventId => "top-up-" + Id;

    /// <summary>What has to be the same for it to be the same top-up.</summary>
    public string Hash => HashedText.Key(
        AccountNumber,
        Amount.ToString(),
        Details.ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
        Details.Payer,
        Details.Purpose);

    /// <summary>The command.</summary>
    public TopUpCommand ToCommand() => new(EventId, Amount, Details);

    /// <summary>Checks a top-up as it was sent.</summary>
    /// <returns>The request, or why it is none.</returns>
    public static (TopUpRequest? Request, Problem? Problem) Check(TopUpForm form, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(form);
        var errors = new FieldErrors();
        if (form.ExternalId is not { Length: > 0 and <= MaxIdLength } || form.ExternalId.Any(char.IsControl))
        {
            errors.Add("externalId", $"Укажите идентификатор движения в банке, до {MaxIdLength} знаков.");
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
        if (otherCurrency)
        {
            return (null, Problems.CurrencyNotSupported);
        }

        if (errors.Any)
        {
            return (null, Problems.ValidationFailed(errors));
        }

        var details = new TopUpDetails(form.ExternalId!, receivedAt.ToUniversalTime(), payer, purpose);
        return (new TopUpRequest(form.AccountNumber!, amount, details), null);
    }

    private static string Text(string field, string? text, FieldErrors errors)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length > MaxTextLength || trimmed.Any(char.IsControl))
        {
            errors.Add(field, $"До {MaxTextLength} знаков, без управляющих символов.");
        }

        return trimmed;
    }
}
