using Functions.Documents;

namespace Functions.Tests.Invoices;

public sealed class LineBreaksTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one", "one")]
    [InlineData("one two", "one|two")]
    [InlineData("a b c d", "a b c|d")]
    [InlineData("abcdefgh", "abcde|fgh")]
    [InlineData("ab cdefghijkl m", "ab|cdefg|hijkl|m")]
    [InlineData("a\u00a0b c\u00a0d", "a b|c d")]
    [InlineData("😀😀😀", "😀😀|😀")]
    public void Text_breaks_between_words_and_in_those_that_are_too_long(string text, string lines) =>
        Assert.Equal(lines.Split('|'), LineBreaks.Wrap(text, 5, part => part.Length));
}
