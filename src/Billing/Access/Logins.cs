namespace Billing;

/// <summary>
/// Logins of the cabinet: <c>id</c> and ten digits like those of an account number, but not the account's, which stands
/// in every payment order. The letters look like no others, Latin or Cyrillic, in any type.
/// </summary>
public static class Logins
{
    private const string Prefix = "id";

    /// <summary>The login of a number.</summary>
    public static string FromNumber(string number) => Prefix + number;

    /// <summary>The number of a login as people type it; null if no client can have it.</summary>
    public static string? NumberOf(string? login)
    {
        var text = login?.Trim().ToLowerInvariant() ?? "";
        return text.StartsWith(Prefix, StringComparison.Ordinal) && AccountNumber.IsValid(text[Prefix.Length..])
            ? text[Prefix.Length..]
            : null;
    }
}
