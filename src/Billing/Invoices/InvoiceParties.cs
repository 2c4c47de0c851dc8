namespace Billing;

/// <summary>Whom an invoice asks to pay to, as it was when the invoice was issued.</summary>
/// <param name="Name">The name that belongs into a payment order.</param>
/// <param name="Inn">See <see cref="Billing.Inn"/>.</param>
/// <param name="Kpp">See <see cref="Billing.Kpp"/>; null for an entrepreneur.</param>
/// <param name="Address">The address in the state register.</param>
/// <param name="BankName">The bank's name and city.</param>
/// <param name="Bank">The account at that bank.</param>
/// <param name="Director">Who signs as «Руководитель»; null leaves room for a name.</param>
/// <param name="Accountant">Who signs as «Бухгалтер»; null leaves room for a name.</param>
public sealed record InvoiceSeller(
    string Name,
    string Inn,
    string? Kpp,
    string Address,
    string BankName,
    BankDetails Bank,
    string? Director = null,
    string? Accountant = null);

/// <summary>Who is asked to pay, as it was when the invoice was issued.</summary>
/// <param name="Name">See <see cref="Requisites.Name"/>.</param>
/// <param name="Inn">See <see cref="Billing.Inn"/>.</param>
/// <param name="Kpp">See <see cref="Billing.Kpp"/>; null for an entrepreneur.</param>
/// <param name="Address">The address in the state register.</param>
public sealed record InvoiceBuyer(string Name, string Inn, string? Kpp, string Address)
{
    /// <summary>The buyer that requisites name.</summary>
    public static InvoiceBuyer FromRequisites(Requisites requisites)
    {
        ArgumentNullException.ThrowIfNull(requisites);
        return new(requisites.Name, requisites.Inn, requisites.Kpp, requisites.LegalAddress);
    }
}
