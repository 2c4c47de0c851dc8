using System.Text.Json.Serialization;

namespace Billing;

/// <summary>How the seller is taxed with НДС. The codes are stored, and stand in settings and answers.</summary>
public enum VatRegime
{
    /// <summary>Not at all (УСН).</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The special rate of 5 % (УСН).</summary>
    [JsonStringEnumMemberName("5")]
    Vat5,

    /// <summary>The special rate of 7 % (УСН).</summary>
    [JsonStringEnumMemberName("7")]
    Vat7,

    /// <summary>The full rate, 22 % since 2026.</summary>
    [JsonStringEnumMemberName("22")]
    Vat22,
}
