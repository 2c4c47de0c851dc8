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
    [InlineData("a@b.ru", "a@b.ru")]
    [InlineData("A.B@Example.RU", "A.B@example.ru")]
    [InlineData(" a@example.com\u200b", "a@example.com")]
    [InlineData("\ufeffa@example.com\r\n", "a@example.com")]
    [InlineData("a@exam\u00adple.com", "a@example.com")]
    [InlineData("ivan@пример.рф", "ivan@xn--e1afmkfd.xn--p1ai")]
    [InlineData("ivan@ПРИМЕР.РФ", "ivan@xn--e1afmkfd.xn--p1ai")]
    [InlineData("ivan@mail.пример.рф", "ivan@mail.xn--e1afmkfd.xn--p1ai")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    public void An_address_is_kept_in_ASCII(string text, string address)
    {
        Assert.Null(EmailAddress.Mistake(text, out var ascii));
        Assert.Equal(address, ascii);
    }

    [Theory]
    [InlineData("a@exаmple.com", "смешаны")] // Cyrillic а
    [InlineData("a@примеp.рф", "смешаны")] // Latin p
    [InlineData("иван@пример.рф", "латинские")]
    [InlineData("a@b", "вида")]
    [InlineData("a@b.ru\r\nBcc: c@d.ru", "вида")]
    [InlineData("a@пример..рф", "вида")]
    [InlineData("a@-пример.рф", "вида")]
    public void What_keeps_a_text_from_being_an_address_is_told(string text, string reason)
    {
        Assert.Contains(reason, EmailAddress.Mistake(text, out var address), StringComparison.Ordinal);
        Assert.Equal("", address);
    }

    [Theory]
    [InlineData("+79001234567", "+79001234567")]
    [InlineData("9001234567", "+79001234567")]
    [InlineData("7 900 123-45-67", "+79001234567")]
    [InlineData("79001234567", "+79001234567")]
    [InlineData("(495) 123-45-67", "+74951234567")]
    [InlineData("8 800 123-45-67", "+78001234567")]
    [InlineData("+7.900.123.45.67", "+79001234567")]
    [InlineData("8/900/123/45/67", "+79001234567")]
    [InlineData("+7 900 123\u201145\u201367", "+79001234567")]
    [InlineData("+7 900 123\u221245\u221267", "+79001234567")]
    [InlineData("\u202a+79001234567\u202c\n", "+79001234567")]
    [InlineData("+7\t9001234567", "+79001234567")]
    [InlineData("+375 (29) 123-45-67", "+375291234567")]
    [InlineData("+7 701 123 45 67", "+77011234567")]
    [InlineData("+86 139 1234 5678", "+8613912345678")]
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
    [InlineData("+7900123456")]
    [InlineData("+7 (8900) 123-45-67")]
    [InlineData("+7 8 900 123-45-67")]
    [InlineData("+79001234567890")]
    [InlineData("+7 000 000-00-00")]
    [InlineData("+7 200 000-00-00")]
    [InlineData("8 (029) 123-45-67")]
    [InlineData("+8 (900) 123-45-67")]
    [InlineData("+89001234567")]
    [InlineData("+8(495)1234567")]
    [InlineData("+375 (029) 123-45-67")]
    [InlineData("+375 29 123-45-6")]
    [InlineData("8900123456")]
    [InlineData("8001234567")]
    [InlineData("7900123456")]
    [InlineData("890012345678")]
    [InlineData("+0123456789")]
    [InlineData("+123456")]
    [InlineData("+1234567890123456")]
    [InlineData("++79001234567")]
    [InlineData("7+9001234567")]
    [InlineData("+7900123456a")]
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
        var phone = $"+79{digits.Value[..9]}";

        Assert.True(Phone.TryNormalize(phone, out var normal));
        Assert.Equal(phone, normal);
        Assert.True(Phone.TryNormalize("8" + phone[2..], out var domestic));
        Assert.Equal(phone, domestic);
    }
}
