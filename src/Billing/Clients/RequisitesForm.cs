namespace Billing;

/// <summary>Requisites as they were typed, unchecked.</summary>
public sealed record RequisitesForm
{
    /// <summary>"organization" or "entrepreneur".</summary>
    public string? Kind { get; init; }

    /// <summary>Name of the organisation, or of the entrepreneur.</summary>
    public string? Name { get; init; }

    /// <summary>See <see cref="Billing.Inn"/>.</summary>
    public string? Inn { get; init; }

    /// <summary>See <see cref="Billing.Kpp"/>; organisations only.</summary>
    public string? Kpp { get; init; }

    /// <summary>See <see cref="Billing.Ogrn"/>.</summary>
    public string? Ogrn { get; init; }

    /// <summary>The address in the state register.</summary>
    public string? LegalAddress { get; init; }

    /// <summary>Optional as a whole.</summary>
    public BankForm? Bank { get; init; }

    /// <summary>The person to whom e-mails are sent.</summary>
    public ContactForm? Contact { get; init; }

    /// <summary>Consent to the processing of personal data.</summary>
    public ConsentForm? Consent { get; init; }
}

/// <summary>Bank details as they were typed.</summary>
public sealed record BankForm
{
    /// <summary>See <see cref="Billing.Bic"/>.</summary>
    public string? Bic { get; init; }

    /// <summary>Settlement account, расчётный счёт.</summary>
    public string? Account { get; init; }

    /// <summary>The bank's correspondent account, корр. счёт.</summary>
    public string? CorrespondentAccount { get; init; }
}

/// <summary>A contact as it was typed.</summary>
public sealed record ContactForm
{
    /// <summary>Name of a person.</summary>
    public string? Name { get; init; }

    /// <summary>The address to which e-mails are sent.</summary>
    public string? Email { get; init; }

    /// <summary>In any usual form.</summary>
    public string? Phone { get; init; }

    /// <summary>The address that gets invoices and notices of money too; optional.</summary>
    public string? AccountantEmail { get; init; }
}

/// <summary>Consent as it was given.</summary>
public sealed record ConsentForm
{
    /// <summary>The version of the text that the client agreed to.</summary>
    public string? Version { get; init; }
}
