using System.ComponentModel.DataAnnotations;
using Functions.Setup;
using Microsoft.Extensions.Options;

namespace Functions.Security;

/// <summary>The cabinet, section <c>Cabinet</c>.</summary>
public sealed class CabinetSettings : IValidatableObject
{
    /// <summary>Base64 of 32 bytes: encrypts generated passwords and signs sessions.</summary>
    [Required(ErrorMessage = "Cabinet:Key is missing: base64 of 32 random bytes.")]
    public string Key { get; set; } = "";

    /// <summary>Where the customer opens the cabinet.</summary>
    [Required(ErrorMessage = "Cabinet:Url is missing.")]
    public Uri Url { get; set; } = null!;

    /// <summary>Where the customer asks for a link to restore the password.</summary>
    public Uri RestoreUrl => new UriBuilder(Url) { Fragment = "restore" }.Uri;

    /// <summary>Memory of one password hash, KiB. OWASP 2026 asks for 19 MiB; only tests go below.</summary>
    public int HashMemoryKiB { get; set; } = 19_456;

    /// <summary>Passes of one password hash over its memory. OWASP 2026 asks for 2; only tests go below.</summary>
    public int HashPasses { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SettingRules.Base64Length(Key) != 32)
        {
            yield return new("Cabinet:Key must be base64 of 32 bytes.");
        }

        if (!SettingRules.IsWebAddress(Url))
        {
            yield return new("Cabinet:Url must be an address such as https://billing.example.ru/cabinet.");
        }

        if (!IsHashMemory(HashMemoryKiB))
        {
            yield return new("Cabinet:HashMemoryKiB must be 8 to 1048576.");
        }

        if (!IsHashPasses(HashPasses))
        {
            yield return new("Cabinet:HashPasses must be 1 to 10.");
        }
    }

    internal static bool IsHashMemory(int kiB) => kiB is >= 8 and <= 1_048_576;

    internal static bool IsHashPasses(int passes) => passes is >= 1 and <= 10;
}

/// <summary>Checks <see cref="CabinetSettings"/>.</summary>
[OptionsValidator]
public sealed partial class CabinetSettingsValidator : IValidateOptions<CabinetSettings>;
