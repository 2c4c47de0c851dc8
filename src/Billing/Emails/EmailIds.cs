using System.Globalization;

namespace Billing;

/// <summary>The ids of a client's e-mails: made from what they announce, so that nothing is announced twice.</summary>
public static class EmailIds
{
    /// <summary>Of the e-mail with the cabinet's generated password.</summary>
    public static string OfCredentials(Cabinet cabinet)
    {
        ArgumentNullException.ThrowIfNull(cabinet);
        return "password-" + Text(cabinet.PasswordVersion);
    }

    /// <summary>Of the e-mail with the cabinet's newest link.</summary>
    public static string OfResetLink(Cabinet cabinet)
    {
        ArgumentNullException.ThrowIfNull(cabinet);
        return "link-" + Text(cabinet.LinksMade);
    }

    /// <summary>Of the e-mail, and the event, which tell that the customer chose the cabinet's password.</summary>
    public static string OfChosenPassword(Cabinet cabinet)
    {
        ArgumentNullException.ThrowIfNull(cabinet);
        return "chosen-" + Text(cabinet.PasswordVersion);
    }

    /// <summary>Of the e-mail, and the event, which tell the old address that e-mails go to another.</summary>
    public static string OfMove(ClientChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return "moved-" + Text(change.Number);
    }

    /// <summary>Of the e-mail about an entry.</summary>
    public static string OfEntry(long number) => "entry-" + Text(number);

    /// <summary>Of the e-mail that brings an invoice.</summary>
    public static string OfInvoice(long sequence) => "invoice-" + Text(sequence);

    /// <summary>Of the e-mail about an order that ended without a payment.</summary>
    public static string OfOrder(long invoice) => "order-" + Text(invoice);

    /// <summary>Of the reminder of the subscriptions that end on a day.</summary>
    public static string OfReminder(DateOnly day) => "ends-" + day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Of the e-mail about the subscriptions that ended on a day.</summary>
    public static string OfExpiry(DateOnly day) => "ended-" + day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Of the e-mail about what a check of a bank day, or of all the books, found.</summary>
    public static string OfBankMismatch(DateOnly? day, string problems) =>
        $"{day?.ToString("O", CultureInfo.InvariantCulture) ?? "books"}-{HashedText.Key(problems)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
