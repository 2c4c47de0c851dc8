namespace Billing;

/// <summary>What of a client's data is to change, unchecked: what is left out stays as it is.</summary>
public sealed record ClientForm
{
    /// <summary>Never changes; may be sent as it is.</summary>
    public string? Inn { get; init; }

    /// <summary>Never changes; may be sent as it is.</summary>
    public string? Kpp { get; init; }

    /// <summary>Never changes; may be sent as it is.</summary>
    public string? Ogrn { get; init; }

    /// <summary>Name of the organisation, or of the entrepreneur.</summary>
    public string? Name { get; init; }

    /// <summary>The address in the state register.</summary>
    public string? LegalAddress { get; init; }

    /// <summary>As a whole; with empty fields, none.</summary>
    public BankForm? Bank { get; init; }

    /// <summary>The person to whom e-mails are sent.</summary>
    public ContactForm? Contact { get; init; }

    /// <summary>Consent to the processing of personal data, to a newer text.</summary>
    public ConsentForm? Consent { get; init; }

    /// <summary>The requisites with what is to change, checked like new ones.</summary>
    /// <param name="old">As they are.</param>
    /// <param name="errors">By field, if the result is null.</param>
    public Requisites? ApplyTo(Requisites old, out FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(old);
        Requisites.TryCheck(Merge(old), out var changed, out errors);
        Keep("inn", Inn, old.Inn, errors);
        Keep("kpp", Kpp, old.Kpp ?? "", errors);
        Keep("ogrn", Ogrn, old.Ogrn, errors);
        return errors.Any ? null : changed;
    }

    private static void Keep(string field, string? sent, string old, FieldErrors errors)
    {
        if (sent is not null && !PlainText.Number(sent).Equals(old, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(field, "Это не меняется: для другой организации отправьте реквизиты заново.");
        }
    }

    private RequisitesForm Merge(Requisites old) => new()
    {
        Kind = old.Kind == ClientKind.Organization ? "organization" : "entrepreneur",
        Inn = old.Inn,
        Kpp = old.Kpp,
        Ogrn = old.Ogrn,
        Name = Name ?? old.Name,
        LegalAddress = LegalAddress ?? old.LegalAddress,
        Bank = Bank is null or { Bic: null, Account: null, CorrespondentAccount: null } ? FormOf(old.Bank) : Bank,
        Contact = new()
        {
            Name = Contact?.Name ?? old.Contact.Name,
            Email = Contact?.Email ?? old.Contact.Email,
            Phone = Contact?.Phone ?? old.Contact.Phone,
            AccountantEmail = Contact?.AccountantEmail ?? old.Contact.AccountantEmail,
        },
        Consent = new() { Version = Consent?.Version ?? old.ConsentVersion },
    };

    private static BankForm? FormOf(BankDetails? bank) => bank is null
        ? null
        : new() { Bic = bank.Bic, Account = bank.Account, CorrespondentAccount = bank.CorrespondentAccount };
}
