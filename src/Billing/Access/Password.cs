using System.Text;

namespace Billing;

/// <summary>
/// A password as somebody typed it, in NFC, in which RFC 8265 compares passwords: é is one character on one keyboard,
/// and e with an accent on another. Hashing takes nothing else, so that a password is the same wherever it is given.
/// </summary>
/// <remarks>No record: its text must not get into a log.</remarks>
public sealed class Password
{
    /// <summary>Most characters of a password. Longer ones would only make hashing slow.</summary>
    public const int MaxLength = 128;

    // A character is typed as four at most (ᾂ). What is longer than that is not worth composing.
    private const int MaxTypedLength = 4 * MaxLength;

    private Password(string text) => Text = text;

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The password that was typed; null if it is empty, too long, or no text.</summary>
    public static Password? From(string? typed)
    {
        if (typed is not { Length: > 0 and <= MaxTypedLength })
        {
            return null;
        }

        try
        {
            var text = typed.Normalize(NormalizationForm.FormC);
            return text.Length <= MaxLength ? new(text) : null;
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, or U+FFFE.
            return null;
        }
    }

    /// <summary>
    /// What is compared with the cabinet's password. A generated one is copied from an e-mail, often with the space or
    /// line break beside it; one that the customer chose may begin or end with a space.
    /// </summary>
    /// <param name="cabinet">Null if there is none.</param>
    public Password For(Cabinet? cabinet) => cabinet?.PasswordExpiresAt is null ? this : Trim();

    /// <summary>Whether it differs from another only in spaces around it.</summary>
    public bool IsLike(Password other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Trim().Text == other.Trim().Text;
    }

    private Password Trim() => new(Text.Trim());
}
