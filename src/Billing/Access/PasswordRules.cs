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
    /// <param name="typed">What was typed.</param>
    /// <param name="ownNumbers">The reader's: of the account, of the login; none while they are not known.</param>
    public static string? Check(string? typed, params IEnumerable<string> ownNumbers) => Password.From(typed)?.Text
    switch
    {
        null when string.IsNullOrEmpty(typed) => "Придумайте пароль.",
        null => $"Пароль не подходит: можно не больше {Password.MaxLength} символов, без служебных.",
        { Length: < MinLength } => $"Пароль слишком короткий: нужно не меньше {MinLength} символов.",
        var text when IsRun(text) => "Пароль из повторяющихся или идущих подряд символов легко подобрать.",
        var text when CommonPasswords.Contains(text) =>
            "Такой пароль слишком распространён, его подбирают первым. Придумайте другой, например из нескольких слов.",
        var text when CommonPasswords.IsHardlyMoreThanWords(text, ownNumbers) =>
            "Пароль легко угадать: кроме номера счёта, логина, нашего названия или слова «пароль» "
            + "в нём почти ничего нет.",
        _ => null,
    };

    // One character again and again, or each the next of an alphabet: 0123456789, зжедгвба.
    private static bool IsRun(string text)
    {
        var step = text[1] - text[0];
        return step is >= -1 and <= 1 && text.Zip(text.Skip(1)).All(pair => pair.Second - pair.First == step);
    }
}
