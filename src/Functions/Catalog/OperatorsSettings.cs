using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Catalog;

/// <summary>The vendor's accountants, section <c>Operators</c>: who is told that books and bank differ.</summary>
public sealed class OperatorsSettings : IValidatableObject
{
    /// <summary>Where letters to them go; empty if they get none.</summary>
    public string Email { get; set; } = "";

    /// <summary>Where they open the operator's page: named in those letters.</summary>
    public string Url { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Email.Length > 0 && !new EmailAddressAttribute().IsValid(Email))
        {
            yield return new("Operators:Email must be an e-mail address, or empty.");
        }

        if ((Email.Length > 0 || Url.Length > 0) && !SettingRules.IsWebAddress(Url))
        {
            yield return new("Operators:Url must be an address such as https://billing.example.ru/operator.");
        }
    }
}

/// <summary>Checks <see cref="OperatorsSettings"/>.</summary>
[OptionsValidator]
public sealed partial class OperatorsSettingsValidator : IValidateOptions<OperatorsSettings>;
