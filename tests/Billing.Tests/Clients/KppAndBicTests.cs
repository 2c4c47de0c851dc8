namespace Billing.Tests;

public sealed class KppAndBicTests
{
    [Theory]
    [InlineData("772501001")]
    [InlineData("773601001")]
    [InlineData("7725AZ001")]
    [InlineData("77250Z001")]
    [InlineData("010101001")]
    public void A_kpp_is_four_digits_two_digits_or_capitals_and_three_digits(string kpp) =>
        Assert.True(Kpp.IsValid(kpp));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("77250100")]
    [InlineData("7725010011")]
    [InlineData("7725az001")]
    [InlineData("7725АВ001")] // Cyrillic
    [InlineData("77A501001")]
    [InlineData("77250100A")]
    [InlineData("772501001\n")]
    [InlineData("７７２５０１００１")]
    public void Anything_else_is_no_kpp(string? kpp) => Assert.False(Kpp.IsValid(kpp));

    [Theory]
    [InlineData("044525225")]
    [InlineData("044030827")]
    [InlineData("144525225")]
    [InlineData("244525225")]
    public void A_bic_is_nine_digits_from_0_1_or_2_on(string bic) => Assert.True(Bic.IsValid(bic));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("344525225")]
    [InlineData("944525225")]
    [InlineData("04452522")]
    [InlineData("0445252250")]
    [InlineData("04452522a")]
    [InlineData("044525225\n")]
    [InlineData("０４４５２５２２５")]
    public void Anything_else_is_no_bic(string? bic) => Assert.False(Bic.IsValid(bic));
}
