using System.ComponentModel.DataAnnotations;
using Billing;
using Functions.Http;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>
/// Whom customers transfer money to, section <c>Payee</c>: shown in the cabinet and in the widget. One wrong digit
/// sends their money elsewhere, so the numbers have to pass the checks that a customer's pass.
/// </summary>
public sealed class PayeeSettings : IValidatableObject
{
    /// <summary>The name that belongs into a payment order.</summary>
    [Required(ErrorMessage = "Payee:Name is missing: whom customers transfer money to.")]
    public string Name { get; set; } = "";

    /// <summary>ИНН.</summary>
    public string Inn { get; set; } = "";

    /// <summary>КПП; empty for an entrepreneur.</summary>
    public string Kpp { get; set; } = "";

    /// <summary>The bank's name.</summary>
    [Required(ErrorMessage = "Payee:Bank is missing: the name of the payee's bank.")]
    public string Bank { get; set; } = "";

    /// <summary>БИК of the bank.</summary>
    public string Bic { get; set; } = "";

    /// <summary>Расчётный счёт, in roubles.</summary>
    public string Account { get; set; } = "";

    /// <summary>Корреспондентский счёт of the bank; empty for an account at the Bank of Russia itself.</summary>
    public string CorrespondentAccount { get; set; } = "";

    /// <summary>What a payment order needs that is to top up an account.</summary>
    public PayeeBody For(string accountNumber) => new(
        Name,
        Inn,
        NullIfEmpty(Kpp),
        Bank,
        Bic,
        Account,
        NullIfEmpty(CorrespondentAccount),
        $"Пополнение лицевого счёта {accountNumber}");

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Billing.Inn.IsValid(Inn))
        {
            yield return new("Payee:Inn must be an ИНН.");
        }

        if (Kpp.Length > 0 && !Billing.Kpp.IsValid(Kpp))
        {
            yield return new("Payee:Kpp must be a КПП, or empty.");
        }

        if (!Billing.Bic.IsValid(Bic))
        {
            yield return new("Payee:Bic must be a БИК.");
        }

        if (!BankAccount.IsValidSettlement(Account, Bic))
        {
            yield return new("Payee:Account must be a rouble account that fits Payee:Bic.");
        }

        if (!BankAccount.IsValidCorrespondent(CorrespondentAccount, Account, Bic))
        {
            yield return new("Payee:CorrespondentAccount must be the one of Payee:Bic, or empty where there is none.");
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>Checks <see cref="PayeeSettings"/>.</summary>
[OptionsValidator]
public sealed partial class PayeeSettingsValidator : IValidateOptions<PayeeSettings>;
