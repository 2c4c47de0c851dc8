using System.Globalization;
using System.Text.RegularExpressions;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.TopUps;

/// <summary>Money that came in, checked.</summary>
public sealed partial record TopUpRequest(string AccountNumber, Money Amount, TopUpDetails Details)
{
    private const int MaxIdLength = 128;

    private static readonly PaymentOrder NoOrder = new(null, null, null, null);

    // Movements may be reported late, but not from the future; clocks may differ by a little.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    // ГОСТ and bank formats: a payer's name up to 160 characters, a purpose up to 210; other connectors send more.
    private const int MaxTextLength = 500;
    private const int MaxNumberLength = 32;

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

    /// <summary>The invoice that the purpose names, by its number in the client's sequence; null if none.</summary>
    public long? InvoiceSequence => PurposeCodes.Find(Details.Purpose).Codes
        .Where(code => code.Account == AccountNumber && code.Sequence is not null)
        .Select(code => code.Sequence)
        .Distinct()
        .ToArray() is [{ } only] ? only : null;

    /// <summary>The command.</summary>
    /// <param name="invoice">What it pays of an invoice; null if nothing.</param>
    public TopUpCommand ToCommand(InvoiceShare? invoice) => new(EventId, Amount, Details with { Invoice = invoice });

    /// <summary>A part of a movement, to be booked.</summary>
    /// <param name="movementId">The movement's id.</param>
    /// <param name="movement">The movement.</param>
    /// <param name="index">Which of its parts.</param>
    public static TopUpRequest FromMovement(string movementId, Movement movement, int index)
    {
        ArgumentNullException.ThrowIfNull(movement);
        var (part, payer) = (movement.Parts[index], movement.Counterparty);

        // The first part of what was reported has the sender's own id: the report may be repeated.
        var own = index == 0 && movement.ExternalId is { } reported ? reported : $"bank-{movementId}-{index}";
        var order = new PaymentOrder(
            NullIfEmpty(movement.Number),
            NullIfEmpty(payer.Inn),
            NullIfEmpty(payer.Account),
            NullIfEmpty(payer.Bic));
        var details = new TopUpDetails(own, movement.ReceivedAt, payer.Name, movement.Purpose)
        {
            Order = order == NoOrder ? null : order,
        };
        return new(part.AccountNumber, part.Amount, details);
    }

    /// <summary>The movement that an id names which <see cref="FromMovement"/> made; null for a sender's own.</summary>
    public static MovementKey? MovementOf(string externalId) => PartId().Match(externalId) is { Success: true } match
        ? MovementKey.FromId(match.Groups["movement"].Value)
        : null;

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

        var receivedAt = ReceivedAt(form.ReceivedAt, now, errors);
        var amount = MoneyForm.Read(form.Amount, errors, out var otherCurrency);
        if (otherCurrency)
        {
            return (null, Problems.CurrencyNotSupported);
        }

        if (errors.Any)
        {
            return (null, Problems.ValidationFailed(errors));
        }

        var details = new TopUpDetails(form.ExternalId!, receivedAt, TextOf(form.Payer), TextOf(form.Purpose))
        {
            Order = OrderOf(form),
        };
        return (new TopUpRequest(form.AccountNumber!, amount, details), null);
    }

    /// <summary>UTC.</summary>
    private static DateTimeOffset ReceivedAt(string? text, DateTimeOffset now, FieldErrors errors)
    {
        // Without an offset it would be another instant on each machine.
        if (!WithOffset().IsMatch(text ?? "")
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var receivedAt))
        {
            errors.Add(
                "receivedAt",
                "Укажите время поступления с часовым поясом (ISO 8601), например 2026-11-22T12:00:00+03:00.");
            return default;
        }

        if (receivedAt > now + ClockSkew || receivedAt.Year < 2000)
        {
            errors.Add("receivedAt", "Время поступления — из будущего или раньше 2000 года.");
        }

        return receivedAt.ToUniversalTime();
    }

    /// <summary>What is known of the payment order; a value that cannot be right is left out.</summary>
    private static PaymentOrder? OrderOf(TopUpForm form)
    {
        var number = PlainText.Cut(PlainText.Printable(form.DocumentNumber), MaxNumberLength);
        var inn = PlainText.Number(form.PayerInn);
        var account = PlainText.Number(form.PayerAccount);
        var order = new PaymentOrder(
            number.Length == 0 ? null : number,
            Inn.IsValid(inn) ? inn : null,
            account is { Length: 20 } && account.All(char.IsAsciiDigit) ? account : null,
            PayerBic: null);
        return order == NoOrder ? null : order;
    }

    /// <summary>Describes money that is here already, so it is never refused: it is tidied and cut.</summary>
    private static string TextOf(string? text) => PlainText.Cut(PlainText.Printable(text), MaxTextLength);

    [GeneratedRegex(@"\Abank-(?<movement>.+)-[0-9]{1,2}\z")]
    private static partial Regex PartId();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex WithOffset();
}
