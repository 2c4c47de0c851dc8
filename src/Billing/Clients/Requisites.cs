using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Billing;

/// <summary>A client's legal form. The codes are stored, and stand in answers.</summary>
public enum ClientKind
{
    /// <summary>Юридическое лицо.</summary>
    [JsonStringEnumMemberName("organization")]
    Organization,

    /// <summary>Индивидуальный предприниматель.</summary>
    [JsonStringEnumMemberName("entrepreneur")]
    Entrepreneur,
}

/// <summary>A client's account at its bank. The three numbers have been checked against each other.</summary>
/// <param name="Bic">See <see cref="Billing.Bic"/>.</param>
/// <param name="Account">See <see cref="BankAccount.IsValidSettlement"/>.</param>
/// <param name="CorrespondentAccount">
/// See <see cref="BankAccount.IsValidCorrespondent"/>; null where the account has nothing beside it.
/// </param>
public sealed record BankDetails(string Bic, string Account, string? CorrespondentAccount);

/// <summary>The person to whom e-mails are sent.</summary>
/// <param name="Name">1–150 characters.</param>
/// <param name="Email">See <see cref="EmailAddress"/>.</param>
/// <param name="Phone">E.164.</param>
public sealed record Contact(string Name, string Email, string Phone)
{
    /// <summary>An <see cref="EmailAddress"/> that gets invoices and notices of money too; null if none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccountantEmail { get; init; }
}

/// <summary>Requisites that passed every check.</summary>
/// <param name="Kind">The client's legal form.</param>
/// <param name="Name">1–250 characters.</param>
/// <param name="Inn">See <see cref="Billing.Inn"/>.</param>
/// <param name="Kpp">See <see cref="Billing.Kpp"/>; null for an entrepreneur.</param>
/// <param name="Ogrn">See <see cref="Billing.Ogrn"/>.</param>
/// <param name="LegalAddress">5–500 characters.</param>
/// <param name="Bank">Null if not given.</param>
/// <param name="Contact">The person to whom e-mails are sent.</param>
/// <param name="ConsentVersion">The version of the consent's text that the client agreed to, 1–32 characters.</param>
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
    /// <summary>
    /// Whether others are the same but for capitals, and for the version of the consent: then nothing else was meant.
    /// </summary>
    public bool IsSameAs(Requisites other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Folded(this) == Folded(other);
    }

    private static Requisites Folded(Requisites one) => one with
    {
        Name = one.Name.ToUpperInvariant(),
        LegalAddress = one.LegalAddress.ToUpperInvariant(),
        Contact = new(
            one.Contact.Name.ToUpperInvariant(),
            one.Contact.Email.ToUpperInvariant(),
            one.Contact.Phone)
        {
            AccountantEmail = one.Contact.AccountantEmail?.ToUpperInvariant(),
        },
        ConsentVersion = "",
    };

    /// <summary>Checks every field. Gives the requisites, tidied up, or the errors of all fields.</summary>
    public static bool TryCheck(
        RequisitesForm form,
        [NotNullWhen(true)] out Requisites? requisites,
        out FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(form);
        var check = new RequisitesCheck();
        var result = check.Check(form);
        errors = check.Errors;
        requisites = errors.Any ? null : result;
        return requisites is not null;
    }
}
