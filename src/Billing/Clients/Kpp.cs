using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// КПП, the code of the tax office with which an organisation is registered, and of the reason: nine characters without
/// a check digit, the fifth and sixth digits or Latin capitals (ФНС ММВ-7-6/435@). Entrepreneurs have no КПП;
/// organisations may share one.
/// </summary>
public static partial class Kpp
{
    /// <summary>Whether the text is a КПП.</summary>
    public static bool IsValid(string? text) => text is not null && Format().IsMatch(text);

    [GeneratedRegex(@"\A[0-9]{4}[0-9A-Z]{2}[0-9]{3}\z")]
    private static partial Regex Format();
}
