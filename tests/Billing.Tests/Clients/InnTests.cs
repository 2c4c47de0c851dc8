using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class InnTests
{
    private static readonly int[] Weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

    [Theory]
    [InlineData("7725088527", ClientKind.Organization)]
    [InlineData("7715034360", ClientKind.Organization)]
    [InlineData("7707083893", ClientKind.Organization)]
    [InlineData("7736050003", ClientKind.Organization)]
    [InlineData("7702070139", ClientKind.Organization)]
    [InlineData("773370857141", ClientKind.Entrepreneur)]
    [InlineData("760307073214", ClientKind.Entrepreneur)]
    public void Published_numbers_are_valid_for_their_kind_alone(string inn, ClientKind kind)
    {
        var otherKind = kind == ClientKind.Organization ? ClientKind.Entrepreneur : ClientKind.Organization;

        Assert.True(Inn.IsValid(inn));
        Assert.True(Inn.IsValid(inn, kind));
        Assert.False(Inn.IsValid(inn, otherKind));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000")]
    [InlineData("000000000000")]
    [InlineData("772508852")]
    [InlineData("77250885270")]
    [InlineData("7725088527 ")]
    [InlineData("7725088527\n")]
    [InlineData("77250-8852")]
    [InlineData("ИНН7725088")]
    [InlineData("٧٧٢٥٠٨٨٥٢٧")]
    [InlineData("７７２５０８８５２７")]
    public void Anything_else_is_not(string? inn) => Assert.False(Inn.IsValid(inn));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Every_number_has_exactly_one_check_digit(DigitText digits)
    {
        Assert.True(Inn.IsValid(Organization(digits), ClientKind.Organization));
        Assert.True(Inn.IsValid(Entrepreneur(digits), ClientKind.Entrepreneur));
    }

    // Modulo 11, then modulo 10: the remainders 0 and 10 share the check digit 0, and only they collide.
    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_changed_digit_of_an_organisations_number_is_refused_unless_the_remainder_steps_between_0_and_10(
        DigitText digits)
    {
        var inn = Organization(digits);
        foreach (var (position, otherInn) in Changes.OfOneDigit(inn))
        {
            var collides = position < 9
                && (Remainder(inn), Remainder(otherInn)) is (0, 10) or (10, 0);
            Assert.True(Inn.IsValid(otherInn) == collides, $"{inn} → {otherInn}");
        }
    }

    [Fact]
    public void A_collision_of_an_organisations_number()
    {
        Assert.True(Inn.IsValid("7700000030"));
        Assert.True(Inn.IsValid("7400000030"));
        Assert.Equal((0, 10), (Remainder("7700000030"), Remainder("7400000030")));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_changed_digit_of_an_entrepreneurs_number_is_refused_as_no_digit_collides_in_both_checks(
        DigitText digits) =>
        Assert.All(Changes.OfOneDigit(Entrepreneur(digits)), change =>
            Assert.False(Inn.IsValid(change.Text), change.Text));

    private static string Organization(DigitText digits) =>
        Changes.Complete($"7{digits.Value[..8]}?", inn => Inn.IsValid(inn, ClientKind.Organization));

    private static string Entrepreneur(DigitText digits)
    {
        // The two check digits are found together: a hundred candidates, one valid.
        var start = $"7{digits.Value[..9]}";
        return Enumerable.Range(0, 100).Select(last => $"{start}{last:00}").Single(Inn.IsValid);
    }

    private static int Remainder(string inn) =>
        Weights.Select((weight, index) => weight * (inn[index] - '0')).Sum() % 11;
}
