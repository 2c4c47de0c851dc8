namespace Billing.Tests;

/// <summary>The ids are stored: another text for the same event would announce it a second time.</summary>
public sealed class EmailIdsTests
{
    [Fact]
    public void An_id_is_made_from_what_the_email_announces()
    {
        var cabinet = new Cabinet("+79001234567", "hash", PasswordVersion: 3) { LinksMade = 2 };
        var day = new DateOnly(2026, 11, 30);

        Assert.Equal(
            ["password-3", "link-2", "chosen-3", "entry-7", "ends-2026-11-30", "ended-2026-11-30"],
            new[]
            {
                EmailIds.OfCredentials(cabinet),
                EmailIds.OfResetLink(cabinet),
                EmailIds.OfChosenPassword(cabinet),
                EmailIds.OfEntry(7),
                EmailIds.OfReminder(day),
                EmailIds.OfExpiry(day),
            });
    }
}
