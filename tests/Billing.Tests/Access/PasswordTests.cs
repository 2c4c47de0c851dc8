using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class PasswordTests
{
    private const string Composed = "Йод и ещё ёлка 7";

    private static readonly string Decomposed = Composed.Normalize(NormalizationForm.FormD);

    [Fact]
    public void A_password_is_the_same_on_a_keyboard_that_composes_and_on_one_that_does_not()
    {
        Assert.NotEqual(Composed, Decomposed);
        Assert.Equal(Composed, Password.From(Composed)?.Text);
        Assert.Equal(Composed, Password.From(Decomposed)?.Text);
    }

    [Fact]
    public void Its_length_is_that_of_what_the_reader_sees()
    {
        var longest = string.Concat(Enumerable.Repeat("й", Password.MaxLength)).Normalize(NormalizationForm.FormD);

        Assert.Equal(Password.MaxLength, Password.From(longest)?.Text.Length);
        Assert.Null(Password.From(longest + "й"));
        Assert.Null(PasswordRules.Check("Йод и ёлка".Normalize(NormalizationForm.FormD)));
        Assert.NotNull(PasswordRules.Check("Йод, ёлка".Normalize(NormalizationForm.FormD)));
    }

    // An attribute would lose half a surrogate pair.
    public static TheoryData<string> NoTexts =>
        ["", "half a pair \ud83d", "\ude00 the other half", "no character \ufffe"];

    [Theory]
    [MemberData(nameof(NoTexts), DisableDiscoveryEnumeration = true)]
    public void What_is_no_text_is_no_password(string typed)
    {
        Assert.Null(Password.From(typed));
        Assert.Matches(@"^[А-ЯЁ].*\.$", PasswordRules.Check(typed));
    }

    [Property]
    public void Whatever_is_typed_is_a_password_in_NFC_or_none(string? typed) =>
        Assert.True(Password.From(typed)?.Text.IsNormalized(NormalizationForm.FormC) ?? true);

    [Fact]
    public void It_does_not_tell_itself() =>
        Assert.DoesNotContain("ёлка", $"{Password.From(Composed)}", StringComparison.Ordinal);
}
