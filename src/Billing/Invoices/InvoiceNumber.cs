using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Billing;

/// <summary>
/// An invoice's number, such as <c>5254191843-7</c>. It begins with the account's, whose check digit makes it
/// recognisable in the purpose of any transfer.
/// </summary>
/// <param name="Account">See <see cref="AccountNumber"/>.</param>
/// <param name="Sequence">The client's own count of invoices, from 1, without gaps.</param>
public readonly record struct InvoiceNumber(string Account, long Sequence)
{
    private const int MaxDigits = 9;

    /// <summary>Reads a number as <see cref="ToString"/> writes it, and nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out InvoiceNumber number)
    {
        number = default;
        if (text?.Split('-') is not [var account, { Length: > 0 and <= MaxDigits } sequence]
            || !AccountNumber.IsValid(account)
            || !sequence.All(char.IsAsciiDigit)
            || sequence[0] == '0')
        {
            return false;
        }

        number = new(account, long.Parse(sequence, CultureInfo.InvariantCulture));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Account}-{Sequence}");
}
