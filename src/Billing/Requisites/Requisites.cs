using System.Diagnostics.CodeAnalysis;

namespace Billing;

/// <summary>Who a client is in law.</summary>
public enum ClientKind
{
    /// <summary>Юридическое лицо.</summary>
    Organization,

    /// <summary>Индивидуальный предприниматель.</summary>
    Entrepreneur,
}

/// <summary>A client's account at its bank; the three numbers fit each other.</summary>
/// <param name="Bic">See <see cref="Billing.Bic"/>.</param>
/// <param name="Account">See <see cref="BankAccount.IsValidSettlement"/>.</param>
/// <param name="CorrespondentAccount">See <see cref="BankAccount.IsValidCorrespondent"/>.</param>
public sealed record BankDetails(string Bic, string Account, string CorrespondentAccount);

/// <summary>To whom letters go.</summary>
/// <param name="Name">1–150 characters.</param>
/// <param name="Email">See <see cref="EmailAddress"/>.</param>
/// <param name="Phone">E.164.</param>
public sealed record Contact(string Name, string Email, string Phone);

/// <summary>Requisites that passed every check. Equal ones are the same client's.</summary>
/// <param name="Kind">Who the client is in law.</param>
/// <param name="Name">1–250 characters.</param>
/// <param name="Inn">See <see cref="Billing.Inn"/>.</param>
/// <param name="Kpp">See <see cref="Billing.Kpp"/>; null for an entrepreneur.</param>
/// <param name="Ogrn">See <see cref="Billing.Ogrn"/>.</param>
/// <param name="LegalAddress">5–500 characters.</param>
/// <param name="Bank">Null if not given.</param>
/// <param name="Contact">To whom letters go.</param>
/// <param name="ConsentVersion">The text of consent agreed to, 1–32 characters.</param>
public sealed record Requisites(
    ClientKind Kind,
    string Name,
    string Inn,
    string? Kpp,
    string Ogrn,
    string LegalAddress,
    BankDetails? Bank,
    Contact Contact,
    string ConsentVersion)
{
    /// <summary>Checks every field, and gives either the requisites, tidied up, or all that is wrong with them.</summary>
    public static bool TryCheck(RequisitesForm form, [NotNullWhen(true)] out Requisites? requisites, out FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(form);
        var check = new RequisitesCheck();
        var checkedForm = check.Of(form);
        errors = check.Errors;
        requisites = errors.Any ? null : checkedForm;
        return requisites is not null;
    }
}
