using Billing;

namespace Functions.Cabinets;

/// <summary>
/// Logins of the cabinet: <c>id</c> and the account number: letters that look like no others, Latin or Cyrillic, in any
/// type.
/// </summary>
internal static class Logins
{
    private const string Prefix = "id";

    public static string FromAccountNumber(string accountNumber) => Prefix + accountNumber;

    /// <summary>The account number of a login as people type it; null if no client can have it.</summary>
    public static string? AccountNumberOf(string? login)
    {
        var text = login?.Trim().ToLowerInvariant() ?? "";
        return text.StartsWith(Prefix, StringComparison.Ordinal) && AccountNumber.IsValid(text[Prefix.Length..])
            ? text[Prefix.Length..]
            : null;
    }
}
