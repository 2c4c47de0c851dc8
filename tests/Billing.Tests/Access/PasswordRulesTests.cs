using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class PasswordRulesTests
{
    [Property]
    public void A_new_password_has_14_characters_that_cannot_be_confused_and_may_be_used(int seed)
    {
        var password = PasswordRules.NewPassword(new Random(seed).Next).Text;

        Assert.Matches(@"\A[A-HJ-NP-Za-km-np-z2-9]{14}\z", password);
        Assert.Null(PasswordRules.Check(password));
    }

    [Fact]
    public void A_new_password_is_worth_at_least_80_bits()
    {
        var bits = 0.0;
        PasswordRules.NewPassword(count =>
        {
            bits += Math.Log2(count);
            return 0;
        });

        Assert.True(bits >= 80, $"{bits} bits");
    }

    [Fact]
    public void Every_number_drawn_gives_another_character()
    {
        var count = 0;
        PasswordRules.NewPassword(size => (count = size) - 1);

        var characters = Enumerable.Range(0, count).Select(drawn => PasswordRules.NewPassword(_ => drawn).Text[0]);

        Assert.Equal(count, characters.Distinct().Count());
    }

    [Theory]
    [InlineData("correct horse")]
    [InlineData("aaaaaaaaab")]
    [InlineData("abcdefghik")]
    [InlineData("очень длинный пароль")]
    [InlineData("пароль Телфина знаю я один")]
    public void A_password_of_ten_characters_or_more_may_be_chosen(string password) =>
        Assert.Null(PasswordRules.Check(password));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short-9ch")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("          ")]
    [InlineData("0123456789")]
    [InlineData("кйизжедгвба")]
    public void A_short_or_monotonous_password_may_not(string? password) =>
        Assert.Matches(@"^[А-ЯЁ].*\.$", PasswordRules.Check(password));

    [Theory]
    [InlineData("qwertyuiop")]
    [InlineData("QwertyUiop")]
    [InlineData("йцукенгшщз")]
    [InlineData("ЙЦУКЕНГШЩЗ")]
    [InlineData("gfhjkmgfhjkm")]
    [InlineData("парольпароль")]
    [InlineData("пароль-пароль")]
    [InlineData("Пароль2026")]
    [InlineData("gfhjkm-123")]
    [InlineData("Password12")]
    [InlineData("йцукен12345")]
    [InlineData("Telphin2026")]
    [InlineData("Телфин 123")]
    [InlineData("id1000000016")]
    [InlineData("1000000016")]
    public void One_that_is_tried_first_may_not_in_either_layout_of_the_keyboard(string password) =>
        Assert.Matches(@"^[А-ЯЁ].*\.$", PasswordRules.Check(password, "1000000016"));

    [Fact]
    public void Three_thousand_common_passwords_may_not_be_chosen()
    {
        var list = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        var common = new StreamReader(list).ReadToEnd().TrimEnd().Split('\n');

        Assert.Equal(3000, common.Distinct().Count());
        Assert.All(common, password => Assert.NotNull(PasswordRules.Check(password)));
        Assert.All(common, password => Assert.Equal(password.ToLowerInvariant(), password));
    }

    [Fact]
    public void The_longest_password_has_128_characters()
    {
        var longest = string.Concat(Enumerable.Repeat("ab", 64));

        Assert.Null(PasswordRules.Check(longest));
        Assert.NotNull(PasswordRules.Check(longest + "c"));
    }
}
