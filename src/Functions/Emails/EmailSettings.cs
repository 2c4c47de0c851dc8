using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Functions.Emails;

/// <summary>
/// The mail service, section <c>Mail</c>: a connection string, or an endpoint for the app's own identity.
/// </summary>
public sealed class MailSettings : IValidatableObject
{
    /// <summary><c>endpoint=https://…;accesskey=…</c> of Azure Communication Services.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Address of the resource, where the managed identity is used instead of a key.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The address that e-mails come from.</summary>
    [Required(ErrorMessage = "Mail:Sender is missing: the address that e-mails come from.")]
    [EmailAddress(ErrorMessage = "Mail:Sender is no e-mail address.")]
    public string Sender { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString is null && Endpoint is null)
        {
            yield return new("Mail:ConnectionString or Mail:Endpoint is missing.");
        }
    }
}

/// <summary>
/// How many e-mails with a password or a link may be asked for in a business day, section <c>EmailLimits</c>.
/// </summary>
public sealed class EmailLimits : IValidatableObject
{
    /// <summary>By one widget account.</summary>
    public int PerAccountAndDay { get; set; } = 50;

    /// <summary>To one address.</summary>
    public int PerAddressAndDay { get; set; } = 10;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PerAccountAndDay < 1)
        {
            yield return new("EmailLimits:PerAccountAndDay must be 1 or more.");
        }

        if (PerAddressAndDay < 1)
        {
            yield return new("EmailLimits:PerAddressAndDay must be 1 or more.");
        }
    }
}

/// <summary>Checks <see cref="MailSettings"/>.</summary>
[OptionsValidator]
public sealed partial class MailSettingsValidator : IValidateOptions<MailSettings>;

/// <summary>Checks <see cref="EmailLimits"/>.</summary>
[OptionsValidator]
public sealed partial class EmailLimitsValidator : IValidateOptions<EmailLimits>;
