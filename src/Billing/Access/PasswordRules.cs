namespace Billing;

/// <summary>Makes first passwords, and checks the passwords that clients choose.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters of a chosen password.</summary>
    public const int MinLength = 10;

    // 14 of 56 characters are 81 bits. No 0, O, o, 1, l, I: the password is read from a letter and typed.
    private const int GeneratedLength = 14;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A random password.</summary>
    /// <param name="nextRandom">Given n, returns a cryptographically random number of 0 … n−1.</param>
    public static Password NewPassword(Func<int, int> nextRandom)
    {
        ArgumentNullException.ThrowIfNull(nextRandom);
        var characters = Enumerable.Range(0, GeneratedLength).Select(_ => Alphabet[nextRandom(Alphabet.Length)]);
        return Password.From(string.Concat(characters))!;
    }

    /// <summary>Why a password may not be chosen, in Russian; null if it may.</summary>
    public static string? Check(string? typed) => Password.From(typed)?.Text switch
    {
        null when string.IsNullOrEmpty(typed) => "Придумайте пароль.",
        null => $"Пароль не подходит: можно не больше {Password.MaxLength} символов, без служебных.",
        { Length: < MinLength } => $"Пароль слишком короткий: нужно не меньше {MinLength} символов.",
        var text when text.All(character => character == text[0]) =>
            "Пароль из одного повторяющегося символа легко подобрать.",
        _ => null,
    };
}
