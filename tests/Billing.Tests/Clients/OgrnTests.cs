using System.Globalization;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class OgrnTests
{
    [Theory]
    [InlineData("1037739010891", ClientKind.Organization)]
    [InlineData("1027812400868", ClientKind.Organization)]
    [InlineData("1117746358608", ClientKind.Organization)]
    [InlineData("1027700132195", ClientKind.Organization)]
    [InlineData("307760324100018", ClientKind.Entrepreneur)]
    [InlineData("309565808600188", ClientKind.Entrepreneur)]
    [InlineData("304500116000157", ClientKind.Entrepreneur)]
    public void Published_numbers_are_valid_for_their_kind_alone(string ogrn, ClientKind kind)
    {
        var otherKind = kind == ClientKind.Organization ? ClientKind.Entrepreneur : ClientKind.Organization;

        Assert.True(Ogrn.IsValid(ogrn));
        Assert.True(Ogrn.IsValid(ogrn, kind));
        Assert.False(Ogrn.IsValid(ogrn, otherKind));
    }

    [Theory]
    [InlineData("1037739010100", 11, 10)]
    [InlineData("307760324100030", 13, 10)]
    [InlineData("307760324100041", 13, 11)]
    [InlineData("307760324100052", 13, 12)]
    public void Of_a_remainder_above_9_the_last_digit_counts(string ogrn, int modulus, int remainder)
    {
        Assert.Equal(remainder, Remainder(ogrn, modulus));
        Assert.True(Ogrn.IsValid(ogrn));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000")]
    [InlineData("000000000000000")]
    [InlineData("103773901089")]
    [InlineData("10377390108911")]
    [InlineData("1037739010891 ")]
    [InlineData("1037739010891\n")]
    [InlineData("1037739-10891")]
    [InlineData("１０３７７３９０１０８９１")]
    public void Anything_else_is_not(string? ogrn) => Assert.False(Ogrn.IsValid(ogrn));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_first_digit_is_1_or_5_for_an_organisation_and_3_for_an_entrepreneur(DigitText digits)
    {
        foreach (var first in "0123456789")
        {
            var organization = $"{first}{digits.Value[..11]}";
            var entrepreneur = $"{first}{digits.Value[..13]}";
            Assert.Equal(first is '1' or '5' ? 1 : 0, "0123456789".Count(last => Ogrn.IsValid(organization + last)));
            Assert.Equal(first is '3' ? 1 : 0, "0123456789".Count(last => Ogrn.IsValid(entrepreneur + last)));
        }
    }

    // The remainders 0 and 10 share the check digit 0.
    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_changed_digit_of_an_organisations_number_is_refused_unless_the_remainder_steps_between_0_and_10(
        DigitText digits)
    {
        var ogrn = Changes.Complete($"1{digits.Value[..11]}?", Ogrn.IsValid);
        AssertRefusedUnlessRemaindersCollide(ogrn, modulus: 11);
    }

    // The remainders 0 and 10, 1 and 11, 2 and 12 share a check digit.
    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_changed_digit_of_an_entrepreneurs_number_is_refused_unless_the_remainder_steps_by_10(
        DigitText digits)
    {
        var ogrn = Changes.Complete($"3{digits.Value[..13]}?", Ogrn.IsValid);
        AssertRefusedUnlessRemaindersCollide(ogrn, modulus: 13);
    }

    [Theory]
    [InlineData("1037739010100", "1037739010000", 11)]
    [InlineData("307760324100030", "337760324100030", 13)]
    [InlineData("307760324100041", "337760324100041", 13)]
    [InlineData("307760324100052", "337760324100052", 13)]
    public void A_collision(string one, string other, int modulus)
    {
        Assert.True(Ogrn.IsValid(one) && Ogrn.IsValid(other));
        Assert.Equal(10, Math.Abs(Remainder(one, modulus) - Remainder(other, modulus)));
    }

    private static void AssertRefusedUnlessRemaindersCollide(string ogrn, int modulus)
    {
        foreach (var (position, otherOgrn) in Changes.OfOneDigit(ogrn))
        {
            var collides = position > 0
                && position < ogrn.Length - 1
                && Math.Abs(Remainder(ogrn, modulus) - Remainder(otherOgrn, modulus)) == 10;
            Assert.True(Ogrn.IsValid(otherOgrn) == collides, $"{ogrn} → {otherOgrn}");
        }
    }

    private static int Remainder(string ogrn, int modulus) =>
        (int)(long.Parse(ogrn[..^1], CultureInfo.InvariantCulture) % modulus);
}
