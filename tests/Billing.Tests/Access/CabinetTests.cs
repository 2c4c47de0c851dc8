namespace Billing.Tests;

public sealed class CabinetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly Cabinet Cabinet = new("+79001234567", "hash-1", 1)
    {
        PasswordExpiresAt = Now.AddDays(14),
        LinksMade = 3,
        CredentialsAskedAt = Now,
        ResetHash = "link",
        ResetExpiresAt = Now.AddHours(1),
    };

    [Fact]
    public void A_chosen_password_stays_ends_open_links_and_counts_up() => Assert.Equal(
        new Cabinet("+79001234567", "hash-2", 2) { LinksMade = 3, CredentialsAskedAt = Now },
        Cabinet.WithPassword("hash-2", expiresAt: null));

    [Fact]
    public void A_generated_password_has_its_end() => Assert.Equal(
        Now.AddDays(15),
        Cabinet.WithPassword("hash-2", Now.AddDays(15)).PasswordExpiresAt);
}
