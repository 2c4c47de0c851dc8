using System.Globalization;
using System.Text.Json;
using Billing;

namespace Functions.Http;

/// <summary>A sum as a caller sent it: nothing is known of it yet.</summary>
public sealed record MoneyForm(JsonElement Amount, JsonElement Currency)
{
    /// <summary>The form of a sum that is known.</summary>
    public static MoneyForm From(Money money) =>
        new(JsonElement.Parse($"\"{money}\""), JsonElement.Parse("\"RUB\""));

    /// <summary>Reads a sum in roubles.</summary>
    /// <param name="form">As sent; null if the field is missing.</param>
    /// <param name="errors">Told what is wrong with the field <c>amount</c>.</param>
    /// <param name="otherCurrency">True if it is a sum of another currency.</param>
    /// <param name="canBeZero">Whether nothing is a sum.</param>
    public static Money Read(MoneyForm? form, FieldErrors errors, out bool otherCurrency, bool canBeZero = false)
    {
        var currency = TextOf(form?.Currency);
        otherCurrency = currency is not null and not "RUB";
        if (Money.TryParse(TextOf(form?.Amount), out var money) && (canBeZero || money > Money.Zero))
        {
            if (currency is null)
            {
                errors.Add("amount.currency", "Укажите валюту: RUB.");
            }

            return money;
        }

        errors.Add(
            "amount.amount",
            $"Укажите сумму строкой, в рублях и копейках{(canBeZero ? "" : ", больше нуля")}: \"900.00\".");
        return Money.Zero;
    }

    /// <summary>
    /// The string; null if it is none, or one with half a surrogate pair, which JSON can write and .NET cannot read.
    /// </summary>
    private static string? TextOf(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>The tariff chosen for a number, and what the customer calls it; what is left out stays.</summary>
public sealed record ConnectionForm(string? Phone, string? Tariff, string? Label = null);

/// <summary>A number.</summary>
public sealed record PhoneForm(string? Phone);

/// <summary>The same where the number stands in the address.</summary>
public sealed record TariffForm(string? Tariff);

/// <summary>What a price is asked for.</summary>
public sealed record QuoteForm(string? Phone, string? Tariff, JsonElement Months)
{
    /// <summary>The same from an address. Months that are no number are left out, and refused as if missing.</summary>
    public static QuoteForm FromQuery(string phone, string? tariff, string? months)
    {
        var isNumber = int.TryParse(months, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        return new(phone, tariff, isNumber ? JsonElement.Parse(count.ToString(CultureInfo.InvariantCulture)) : default);
    }
}

/// <summary>Numbers whose terms are asked for.</summary>
public sealed record TermsForm(IReadOnlyList<ConnectionForm?>? Items);

/// <summary>
/// A payment as the widget asks for it: for one number, or with <see cref="Items"/> for several; then the number's own
/// fields are left out, and the amount is the sum.
/// </summary>
public sealed record PaymentForm(
    string? Phone,
    string? Tariff,
    JsonElement Months,
    MoneyForm? Amount,
    string? Method,
    string? Password,
    string? PeriodStart = null,
    IReadOnlyList<PaymentItemForm?>? Items = null);

/// <summary>One number's part of a payment.</summary>
public sealed record PaymentItemForm(
    string? Phone,
    string? Tariff,
    JsonElement Months,
    MoneyForm? Amount,
    string? PeriodStart = null);

/// <summary>A number whose tariff is to change at once: the amount is a <c>debit</c> or a <c>refund</c>.</summary>
public sealed record TariffChangeForm(
    string? Phone,
    string? Tariff,
    string? Direction = null,
    MoneyForm? Amount = null,
    string? Password = null);

/// <summary>A number that is paid for and to be taken off the list.</summary>
public sealed record RemovalForm(string? Phone, MoneyForm? Amount = null, string? Password = null);

/// <summary>The customer's word that an invoice's items are to be paid once money comes.</summary>
public sealed record OrderForm(string? Password);

/// <summary>Numbers that are to be renewed month by month.</summary>
public sealed record RenewalForm(IReadOnlyList<string?>? Phones, string? Password);

/// <summary>Some numbers.</summary>
public sealed record PhonesForm(IReadOnlyList<string?>? Phones);

/// <summary>Money that came in, as a bank connector reports it.</summary>
public sealed record TopUpForm(
    string? ExternalId,
    string? AccountNumber,
    MoneyForm? Amount,
    string? ReceivedAt,
    string? Payer,
    string? Purpose,
    string? PayerInn = null,
    string? PayerAccount = null,
    string? DocumentNumber = null);

/// <summary>
/// What an operator does about an entry: undoes it, or gives its money back to the payer; a part of it, or without an
/// amount all that is left.
/// </summary>
public sealed record EntryForm(JsonElement Entry, MoneyForm? Amount, string? Reason, string? Operator);

/// <summary>Money in suspense that is assigned to an account: all that is left of it without an amount.</summary>
public sealed record AssignmentForm(string? AccountNumber, MoneyForm? Amount, string? Reason, string? Operator);

/// <summary>What an operator decides about money in suspense without saying more.</summary>
public sealed record SuspenseForm(string? Reason, string? Operator);

/// <summary>Money in that is a return which the bank sent back.</summary>
public sealed record BounceForm(string? AccountNumber, JsonElement Entry, string? Reason, string? Operator);

/// <summary>Who has an event sent again.</summary>
public sealed record RetryForm(string? Operator);

/// <summary>A payment order whose money a customer does not find.</summary>
public sealed record ClaimForm(string? Number, string? Date, MoneyForm? Amount);

/// <summary>An invoice: over any sum, or over what is missing for some numbers and months.</summary>
public sealed record InvoiceForm(MoneyForm? Amount, IReadOnlyList<InvoiceItemForm?>? Items);

/// <summary>One number that an invoice is for.</summary>
public sealed record InvoiceItemForm(string? Phone, string? Tariff, JsonElement Months);

/// <summary>A log-in.</summary>
public sealed record LoginForm(string? Login, string? Password);

/// <summary>A new password in place of the current one.</summary>
public sealed record NewPasswordForm(string? CurrentPassword, string? NewPassword);

/// <summary>A forgotten password.</summary>
public sealed record ResetForm(string? Login);

/// <summary>The link from the letter, to be checked.</summary>
public sealed record ResetTokenForm(string? Token);

/// <summary>A new password by the link from the letter.</summary>
public sealed record ResetConfirmationForm(string? Token, string? NewPassword);
