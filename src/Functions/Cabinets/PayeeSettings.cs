using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Billing;
using Functions.Http;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>
/// Whom customers transfer money to, section <c>Payee</c>: shown in the cabinet and in the widget, and the seller on
/// invoices. One wrong digit sends their money elsewhere, so the numbers have to pass the checks that a customer's
/// pass.
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

    /// <summary>The address in the state register.</summary>
    [Required(ErrorMessage = "Payee:Address is missing: invoices name the payee's address.")]
    public string Address { get; set; } = "";

    /// <summary>The bank's name.</summary>
    [Required(ErrorMessage = "Payee:Bank is missing: the name of the payee's bank.")]
    public string Bank { get; set; } = "";

    /// <summary>БИК of the bank.</summary>
    public string Bic { get; set; } = "";

    /// <summary>Расчётный счёт, in roubles.</summary>
    public string Account { get; set; } = "";

    /// <summary>Корреспондентский счёт of the bank; empty for an account at the Bank of Russia itself.</summary>
    public string CorrespondentAccount { get; set; } = "";

    /// <summary>The document that invoices are based on, such as «Договор-оферта № 1 от 01.09.2026».</summary>
    [Required(ErrorMessage = "Payee:Basis is missing: the contract or offer that invoices are based on.")]
    public string Basis { get; set; } = "";

    /// <summary>From which day on the payee is taxed how: the first, and every change.</summary>
    public VatSettings[] Vat { get; set; } = [];

    /// <summary>Who signs invoices as «Руководитель»; empty leaves room for a name.</summary>
    public string Director { get; set; } = "";

    /// <summary>Who signs invoices as «Бухгалтер»; empty leaves room for a name.</summary>
    public string Accountant { get; set; } = "";

    /// <summary>For how many days after its issue an invoice holds its prices.</summary>
    public int InvoiceDays { get; set; } = 5;

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

    /// <summary>The payee as an invoice of today names it.</summary>
    public InvoiceSeller ToSeller() => new(
        Name,
        Inn,
        NullIfEmpty(Kpp),
        Address,
        Bank,
        new(Bic, Account, NullIfEmpty(CorrespondentAccount)),
        NullIfEmpty(Director),
        NullIfEmpty(Accountant));

    /// <summary>How the payee is taxed on which day.</summary>
    public VatSchedule ToVatSchedule() => new(Vat.Select(change => change.ToChange()!));

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

        if (Vat.Length == 0)
        {
            yield return new("Payee:Vat:0 is missing: from which day on the payee is taxed how.");
        }

        foreach (var (index, _) in Vat.Index().Where(each => each.Item.ToChange() is null))
        {
            yield return new(
                $"Payee:Vat:{index} needs From, a day such as 2026-01-01, and Regime, which is none, 5, 7 or 22.");
        }

        if (InvoiceDays is < 1 or > 365)
        {
            yield return new("Payee:InvoiceDays must be 1 to 365 days.");
        }

        if (Vat.DistinctBy(change => change.From).Count() != Vat.Length)
        {
            yield return new("Payee:Vat has two regimes that begin on the same day.");
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>One element of the list <c>Payee:Vat</c>.</summary>
public sealed class VatSettings
{
    /// <summary>The first day in Moscow, such as <c>2026-01-01</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The code of a <see cref="VatRegime"/>.</summary>
    public string Regime { get; set; } = "";

    /// <summary>The change that this describes; null if it describes none.</summary>
    public VatChange? ToChange() =>
        DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
        && Billing.Vat.TryParse(Regime, out var regime)
            ? new(from, regime)
            : null;
}

/// <summary>Checks <see cref="PayeeSettings"/>.</summary>
[OptionsValidator]
public sealed partial class PayeeSettingsValidator : IValidateOptions<PayeeSettings>;
