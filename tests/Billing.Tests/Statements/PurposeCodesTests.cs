using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>Decision 1: which numbers of a purpose are codes of ours.</summary>
public sealed class PurposeCodesTests
{
    private const string Code = Sample.Code;

    [Theory]
    [InlineData("5254191843")]
    [InlineData("Пополнение лицевого счёта 5254191843.")]
    [InlineData("л/с№5254191843, без НДС")]
    [InlineData("лс5254191843")]
    [InlineData("Оплата по 5254191843 за связь")]
    [InlineData("оплата по5254191843")]
    [InlineData("(5254191843)")]
    [InlineData("5254191843 5254191843")]
    [InlineData("ИНН 7725088527 л/с 5254191843")]
    [InlineData("ИНН/КПП 7725088527/772501001 5254191843")]
    [InlineData("р/с 40702810900000002851 лицевой счет 5254191843")]
    [InlineData("52541918\u00ad43")]
    [InlineData("525419184З")]
    [InlineData("52541918A3 5254191843")]
    [InlineData("525419l843")]
    [InlineData("525419I843")]
    [InlineData("5254191843 - 3000.00 руб.")]
    [InlineData("5254191843 - 3 мес.")]
    [InlineData("5254191843 - 3 номера")]
    [InlineData("5254191843-1 год")]
    [InlineData("5254191843 28.11.2026")]
    [InlineData("5254191843 - 28.11.2026")]
    [InlineData("5254191843 3000-00")]
    [InlineData("5254191843 3 месяца")]
    [InlineData("5254191843-12345678")]
    public void Finds_an_account(string purpose) => AssertCodes(purpose, new PurposeCode(Code, null));

    [Theory]
    [InlineData("Оплата по счёту 5254191843-7 от 28.11.2026, подписка на связь, 3000-00. В т.ч. НДС 22 % 540-98")]
    [InlineData("сч. 5254191843 - 7")]
    [InlineData("сч. 5254191843–7")]
    [InlineData("сч. 5254191843 — 7.")]
    [InlineData("сч. 5254191843−7, НДС")]
    [InlineData("5254191843№7")]
    [InlineData("5254191843 № 7")]
    [InlineData("5254191843 -№7")]
    [InlineData("5254191843 7")]
    [InlineData("5254191843 7 от 28.11.2026")]
    [InlineData("525419184З-7")]
    [InlineData("5254191843-7 годовая подписка")]
    [InlineData("счёт №5254191843-07")]
    public void Finds_an_invoice(string purpose) => AssertCodes(purpose, new PurposeCode(Code, 7));

    [Theory]
    [InlineData("")]
    [InlineData("40702810525419184300")]
    [InlineData("52541918430")]
    [InlineData("15254191843")]
    [InlineData("ИНН 5254191843")]
    [InlineData("инн5254191843")]
    [InlineData("ИНН: 5254191843")]
    [InlineData("ИНН плательщика 5254191843")]
    [InlineData("ИНН/КПП 5254191843/772501001")]
    [InlineData("5254191843/772501001")]
    [InlineData("КПП 5254191843")]
    [InlineData("БИК 5254191843")]
    [InlineData("р/с 5254191843")]
    [InlineData("Р/С№ 5254191843")]
    [InlineData("тел. 5254191843")]
    [InlineData("т.5254191843")]
    [InlineData("p/c 5254191843")]
    [InlineData("тел.: +7 5254191843")]
    [InlineData("телефон 8-5254191843")]
    [InlineData("+7 9254191848")]
    [InlineData("8 9254191848")]
    [InlineData("525 419 1843")]
    [InlineData("52541-91843")]
    [InlineData("5254191 843")]
    [InlineData("абО254191843")]
    [InlineData("ОООООООООО")]
    public void Takes_no_other_number_for_a_code(string purpose)
    {
        var codes = PurposeCodes.Find(purpose);
        Assert.Empty(codes.Codes);
        Assert.Empty(codes.NearMisses);
    }

    [Fact]
    public void Finds_each_code_once_and_in_order()
    {
        var other = AccountNumber.From(1);
        AssertCodes(
            $"{other} и {Code}-7, {Code} - 8, {Code}-7, {Code}",
            new(other, null),
            new(Code, 7),
            new(Code, 8),
            new(Code, null));
    }

    [Fact]
    public void A_wrong_digit_is_a_near_miss_and_never_a_code()
    {
        var codes = PurposeCodes.Find("Оплата по счёту 5254191842-7, ИНН 5254191841, тел. 5254191840, 525419184О");
        Assert.Empty(codes.Codes);
        Assert.Equal(["5254191842"], codes.NearMisses);
    }

    [Property(MaxTest = 200)]
    public Property Every_slip_of_one_digit_suggests_the_right_account() => Prop.ForAll(
        Gen.Choose(0, 999_999_999).Select(AccountNumber.From).ToArbitrary(),
        Gen.Choose(0, 9).ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (account, place, by) =>
        {
            var digit = (char)('0' + ((account[place] - '0' + by) % 10));
            var wrong = $"{account[..place]}{digit}{account[(place + 1)..]}";
            var slips = PurposeCodes.OneDigitSlips(wrong);
            Assert.Empty(PurposeCodes.Find(wrong).Codes);
            Assert.Contains(account, slips);
            Assert.InRange(slips.Count, 1, 19);
            Assert.All(slips, slip => Assert.True(AccountNumber.IsValid(slip)));
        });

    [Fact]
    public void A_swap_of_neighbours_suggests_the_right_account()
    {
        Assert.Contains(Code, PurposeCodes.OneDigitSlips("5254191834"));
        Assert.Empty(PurposeCodes.OneDigitSlips("525419184"));
    }

    [Property(MaxTest = 300)]
    public void Reads_any_text_without_a_fault(string? text)
    {
        var codes = PurposeCodes.Find($"{text}");
        Assert.All(codes.Codes, code => Assert.True(AccountNumber.IsValid(code.Account)));
    }

    private static void AssertCodes(string purpose, params PurposeCode[] codes) =>
        Assert.Equal(codes, PurposeCodes.Find(purpose).Codes);
}
