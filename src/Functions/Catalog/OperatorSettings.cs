using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Catalog;

/// <summary>Who serves the customers, section <c>Operator</c>: named in e-mails and pages.</summary>
public sealed class OperatorSettings : IValidatableObject
{
    /// <summary>The name.</summary>
    [Required(ErrorMessage = "Operator:Name is missing.")]
    public string Name { get; set; } = "";

    /// <summary>Telephone of the support; empty if there is none.</summary>
    public string Phone { get; set; } = "";

    /// <summary>E-mail of the support; empty if there is none.</summary>
    public string Email { get; set; } = "";

    /// <summary>
    /// The CRM page that has the widget: where cabinet and e-mails lead back to. Empty if they lead nowhere.
    /// </summary>
    public string CrmUrl { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CrmUrl.Length > 0 && !SettingRules.IsWebAddress(CrmUrl))
        {
            yield return new("Operator:CrmUrl must be an address such as https://crm.example.ru/telephony, or empty.");
        }
    }
}

/// <summary>Checks <see cref="OperatorSettings"/>.</summary>
[OptionsValidator]
public sealed partial class OperatorSettingsValidator : IValidateOptions<OperatorSettings>;
