using System.ComponentModel.DataAnnotations;
using Billing;
using Microsoft.Extensions.Options;

namespace Functions.Movements;

/// <summary>What is known of the vendor's bank beside the account of <c>Payee</c>: section <c>Bank</c>.</summary>
public sealed class BankSettings : IValidatableObject
{
    /// <summary>The vendor's other accounts: money between them and the payee's is nobody's top-up.</summary>
    public string[] Accounts { get; set; } = [];

    /// <summary>ИНН of payers whose money is nobody's top-up, such as acquirers that settle card payments.</summary>
    public string[] IgnoredPayers { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Accounts.FirstOrDefault(account => !IsAccount(account)) is { } wrong)
        {
            yield return new($"Bank:Accounts: {wrong} is no rouble account of 20 digits.");
        }

        if (IgnoredPayers.FirstOrDefault(inn => !Inn.IsValid(inn)) is { } payer)
        {
            yield return new($"Bank:IgnoredPayers: {payer} is no ИНН.");
        }
    }

    private static bool IsAccount(string text) =>
        text.Length == 20 && text.All(char.IsAsciiDigit) && BankAccount.IsRouble(text);
}

/// <summary>Checks <see cref="BankSettings"/>.</summary>
[OptionsValidator]
public sealed partial class BankSettingsValidator : IValidateOptions<BankSettings>;
