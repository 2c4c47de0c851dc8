using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Catalog;

/// <summary>
/// The consent to the processing of personal data that the widget asks for, section <c>Consent</c>. Which version was
/// given is stored with the client.
/// </summary>
public sealed class ConsentSettings : IValidatableObject
{
    /// <summary>Names the text; to be changed with it. At most 32 characters.</summary>
    public string Version { get; set; } = "2026-11";

    /// <summary>What the customer agrees to, beside the box to tick.</summary>
    public string Text { get; set; } = "Согласен на обработку персональных данных, указанных в этой форме";

    /// <summary>Where the whole text can be read; empty if there is no more of it.</summary>
    public string Url { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Version.Length is 0 or > 32)
        {
            yield return new("Consent:Version must have 1 to 32 characters.");
        }

        if (Text.Length == 0)
        {
            yield return new("Consent:Text is missing: what customers agree to.");
        }

        if (Url.Length > 0 && !SettingRules.IsWebAddress(Url))
        {
            yield return new("Consent:Url must be an address such as https://example.ru/consent, or empty.");
        }
    }
}

/// <summary>Checks <see cref="ConsentSettings"/>.</summary>
[OptionsValidator]
public sealed partial class ConsentSettingsValidator : IValidateOptions<ConsentSettings>;
