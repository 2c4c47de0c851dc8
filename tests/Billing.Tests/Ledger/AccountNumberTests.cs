using System.Globalization;
using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class AccountNumberTests
{
    [Theory]
    [InlineData(0, "0000000000")]
    [InlineData(1, "0000000018")]
    [InlineData(799273987, "7992739875")]
    [InlineData(123456789, "1234567897")]
    [InlineData(999_999_999, "9999999999")]
    public void The_tenth_digit_is_a_Luhn_check_digit(int nineDigits, string number)
    {
        Assert.Equal(number, AccountNumber.From(nineDigits));
        Assert.True(AccountNumber.IsValid(number));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    public void There_are_no_more_than_nine_digits_to_number(int digits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AccountNumber.From(digits));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567898")]
    [InlineData("123456789")]
    [InlineData("12345678970")]
    [InlineData("1234567897\n")]
    [InlineData("123456789a")]
    [InlineData("１２３４５６７８９７")]
    public void Anything_else_is_no_account_number(string? text) => Assert.False(AccountNumber.IsValid(text));

    [Property]
    public void Every_changed_digit_is_refused(NonNegativeInt number) => Assert.All(
        Changes.OfOneDigit(AccountNumber.From(number.Get)),
        changed => Assert.False(AccountNumber.IsValid(changed.Text), changed.Text));

    // Luhn's documented collision: 09 and 90.
    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Two_neighbours_swapped_are_refused_unless_they_are_0_and_9(DigitText digits)
    {
        var number = AccountNumber.From(int.Parse(digits.Value[..9], CultureInfo.InvariantCulture));
        for (var at = 0; at < 9; at++)
        {
            var (one, other) = (number[at], number[at + 1]);
            var swapped = $"{number[..at]}{other}{one}{number[(at + 2)..]}";
            Assert.Equal(one == other || (one, other) is ('0', '9') or ('9', '0'), AccountNumber.IsValid(swapped));
        }
    }
}
