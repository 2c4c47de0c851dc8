using System.Text.Json;
using Billing;

namespace Functions.Http;

/// <summary>A sum as a caller sent it: nothing is known of it yet.</summary>
public sealed record MoneyForm(JsonElement Amount, JsonElement Currency)
{
    /// <summary>Reads a sum of more than nothing in roubles.</summary>
    /// <param name="form">As sent; null if the field is missing.</param>
    /// <param name="errors">Told what is wrong with the field <c>amount</c>.</param>
    /// <param name="otherCurrency">True if it is a sum of another currency.</param>
    public static Money Read(MoneyForm? form, FieldErrors errors, out bool otherCurrency)
    {
        otherCurrency = form?.Currency is { ValueKind: JsonValueKind.String } currency && currency.GetString() != "RUB";
        if (form?.Amount is { ValueKind: JsonValueKind.String } text && Money.TryParse(text.GetString(), out var money) && money > Money.Zero)
        {
            if (form.Currency.ValueKind != JsonValueKind.String)
            {
                errors.Add("amount.currency", "Укажите валюту: RUB.");
            }

            return money;
        }

        errors.Add("amount.amount", "Укажите сумму строкой, в рублях и копейках, больше нуля: \"900.00\".");
        return Money.Zero;
    }
}

/// <summary>The tariff chosen for a number.</summary>
public sealed record ConnectionForm(string? Tariff);

/// <summary>A payment as the widget asks for it.</summary>
public sealed record PaymentForm(string? Phone, string? Tariff, JsonElement Months, MoneyForm? Amount, string? Method, string? Password);

/// <summary>Money that came in, as a bank connector reports it.</summary>
public sealed record TopUpForm(string? ExternalId, string? AccountNumber, MoneyForm? Amount, DateTimeOffset? ReceivedAt, string? Payer, string? Purpose);

/// <summary>A log-in.</summary>
public sealed record LoginForm(string? Login, string? Password);

/// <summary>A new password in place of the current one.</summary>
public sealed record NewPasswordForm(string? CurrentPassword, string? NewPassword);

/// <summary>A forgotten password.</summary>
public sealed record ResetForm(string? Login);

/// <summary>A new password by the link from the letter.</summary>
public sealed record ResetConfirmationForm(string? Token, string? NewPassword);
