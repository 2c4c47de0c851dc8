using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Storage;

/// <summary>The keys that rows are sealed with, section <c>Seals</c>.</summary>
public sealed class SealSettings : IValidatableObject
{
    /// <summary>
    /// Base64 of 32 bytes or more each. The first seals; the others only verify. A new key is first deployed as the
    /// second, then made the first; an old one stays for as long as rows have its seal.
    /// </summary>
    [MinLength(1, ErrorMessage = "Seals:Keys:0 is missing: base64 of 32 random bytes.")]
    public string[] Keys { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Keys.All(key => SettingRules.Base64Length(key) >= 32))
        {
            yield return new("Seals:Keys must be base64 of 32 bytes or more each.");
        }
    }
}

/// <summary>Checks <see cref="SealSettings"/>.</summary>
[OptionsValidator]
public sealed partial class SealSettingsValidator : IValidateOptions<SealSettings>;
