using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Functions.Renewals;

/// <summary>How subscriptions end: section <c>Subscriptions</c>.</summary>
public sealed class GraceSettings
{
    /// <summary>For how many days a number works on after its last paid day; none by default.</summary>
    [Range(0, 30, ErrorMessage = "Subscriptions:GraceDays has to be 0–30.")]
    public int GraceDays { get; set; }
}

/// <summary>Checks <see cref="GraceSettings"/>.</summary>
[OptionsValidator]
public sealed partial class GraceSettingsValidator : IValidateOptions<GraceSettings>;
