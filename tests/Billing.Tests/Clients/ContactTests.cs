using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class ContactTests
{
    [Theory]
    [InlineData("a@b.ru")]
    [InlineData("first.last+tag@mail.example.ru")]
    [InlineData("o'brien@example.com")]
    [InlineData("info@xn--e1afmkfd.xn--p1ai")]
    [InlineData("1@2.com")]
    public void One_plain_address_is_an_email(string email) => Assert.True(EmailAddress.IsValid(email));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@b.ru")]
    [InlineData("a@")]
    [InlineData("a@b")]
    [InlineData("a@b.r")]
    [InlineData("a@127.0.0.1")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@b..ru")]
    [InlineData("a@.ru")]
    [InlineData("a@-b.ru")]
    [InlineData("a@b-.ru")]
    [InlineData(".a@b.ru")]
    [InlineData("a.@b.ru")]
    [InlineData("a..a@b.ru")]
    [InlineData("a@@b.ru")]
    [InlineData("a@b@c.ru")]
    [InlineData("a b@c.ru")]
    [InlineData(" a@b.ru")]
    [InlineData("a@b.ru ")]
    [InlineData("a@b.ru\n")]
    [InlineData("a@b.ru\r\nBcc: c@d.ru")]
    [InlineData("a@b.ru,c@d.ru")]
    [InlineData("a@b.ru;c@d.ru")]
    [InlineData("Имя <a@b.ru>")]
    [InlineData("<a@b.ru>")]
    [InlineData("\"a b\"@c.ru")]
    [InlineData("почта@пример.рф")]
    [InlineData("а@b.ru")] // Cyrillic
    public void Anything_else_is_no_email(string? email) => Assert.False(EmailAddress.IsValid(email));

    [Fact]
    public void An_email_has_at_most_64_characters_before_the_at_and_254_in_all()
    {
        var domain = string.Concat(Enumerable.Repeat(new string('d', 61) + ".", 3));

        Assert.True(EmailAddress.IsValid(new string('a', 64) + "@b.ru"));
        Assert.False(EmailAddress.IsValid(new string('a', 65) + "@b.ru"));
        Assert.True(EmailAddress.IsValid(new string('a', 64) + "@" + domain + "com"));
        Assert.False(EmailAddress.IsValid(new string('a', 64) + "@" + domain + "info"));
        Assert.True(EmailAddress.IsValid(new string('a', 63) + "@" + domain + "info"));
        Assert.True(EmailAddress.IsValid("a@" + new string('b', 63) + ".ru"));
        Assert.False(EmailAddress.IsValid("a@" + new string('b', 64) + ".ru"));
    }

    [Theory]
    [InlineData("+79001234567", "+79001234567")]
    [InlineData("8 (900) 123-45-67", "+79001234567")]
    [InlineData("+7 900 123 45 67", "+79001234567")]
    [InlineData("89001234567", "+79001234567")]
    [InlineData(" +7\u00a0(900)\u202f123-45-67 ", "+79001234567")]
    [InlineData("+1 415 555-2671", "+14155552671")]
    [InlineData("+1234567", "+1234567")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void A_phone_is_kept_as_E164(string text, string e164)
    {
        Assert.True(Phone.TryNormalize(text, out var normal));
        Assert.Equal(e164, normal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("phone")]
    [InlineData("123")]
    [InlineData("9001234567")]
    [InlineData("8900123456")]
    [InlineData("890012345678")]
    [InlineData("+0123456789")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("++79001234567")]
    [InlineData("7+9001234567")]
    [InlineData("+7.900.123.45.67")]
    [InlineData("+7900123456a")]
    [InlineData("+79001234567\n")]
    [InlineData("+7\t9001234567")]
    [InlineData("+79001234567,+79007654321")]
    [InlineData("+７９００１２３４５６７")]
    public void Anything_else_is_no_phone(string? text)
    {
        Assert.False(Phone.TryNormalize(text, out var normal));
        Assert.Equal("", normal);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void A_normal_phone_stays_as_it_is(DigitText digits)
    {
        var phone = $"+7{digits.Value[..10]}";

        Assert.True(Phone.TryNormalize(phone, out var normal));
        Assert.Equal(phone, normal);
        Assert.True(Phone.TryNormalize("8" + phone[2..], out var domestic));
        Assert.Equal(phone, domestic);
    }
}
