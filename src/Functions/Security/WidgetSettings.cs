using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Security;

/// <summary>The widget vendor's tokens and pages, section <c>Widget</c>.</summary>
public sealed class WidgetSettings : IValidatableObject
{
    /// <summary>
    /// Keys of HS256, base64, 32 bytes or more; any of them may have signed a token, so that they can be exchanged
    /// without a break.
    /// </summary>
    [MinLength(1, ErrorMessage = "Widget:Keys:0 is missing: the key that the widget's tokens are signed with.")]
    public string[] Keys { get; set; } = [];

    /// <summary>The <c>aud</c> that a token must name.</summary>
    [Required(ErrorMessage = "Widget:Audience is missing.")]
    public string Audience { get; set; } = "";

    /// <summary>
    /// Origins of the pages that hold the widget, as browsers send them; these alone may call from a browser.
    /// </summary>
    public string[] Origins { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Keys.All(key => SettingRules.Base64Length(key) >= 32))
        {
            yield return new("Widget:Keys must be base64 of 32 bytes or more each.");
        }

        if (!Origins.All(SettingRules.IsOrigin))
        {
            yield return new("Widget:Origins must be origins such as https://crm.example.ru.");
        }
    }
}

/// <summary>Checks <see cref="WidgetSettings"/>.</summary>
[OptionsValidator]
public sealed partial class WidgetSettingsValidator : IValidateOptions<WidgetSettings>;
