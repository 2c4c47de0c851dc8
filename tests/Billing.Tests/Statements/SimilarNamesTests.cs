namespace Billing.Tests;

public sealed class SimilarNamesTests
{
    [Theory]
    [InlineData("ООО «Ромашка»", "Общество с ограниченной ответственностью \"РОМАШКА\"")]
    [InlineData("ИП Королёв Пётр Ильич", "Индивидуальный предприниматель КОРОЛЕВ ПЕТР ИЛЬИЧ")]
    [InlineData("ПАО Сбербанк", "Публичное акционерное общество Сбербанк")]
    [InlineData("Иванов Иван", "Иван Иванов")]
    public void The_same_name_is_the_same_however_it_is_written(string left, string right) =>
        Assert.Equal(1, SimilarNames.Score(left, right));

    [Theory]
    [InlineData("ООО «Ромашка»", "ООО «Ромашка Плюс»")]
    [InlineData("ООО «Ромашка»", "ООО «Рамашка»")]
    [InlineData("Иванов Иван Петрович", "ИВАНОВ И. П.")]
    public void A_slip_a_word_more_and_initials_are_similar(string left, string right)
    {
        Assert.InRange(SimilarNames.Score(left, right), 0.5, 0.99);
        Assert.Equal(SimilarNames.Score(left, right), SimilarNames.Score(right, left));
    }

    [Theory]
    [InlineData("ООО «Ромашка»", "ООО «Василёк»")]
    [InlineData("ООО «Ромашка»", "ООО")]
    [InlineData("", "")]
    public void A_legal_form_makes_nobody_similar(string left, string right) =>
        Assert.InRange(SimilarNames.Score(left, right), 0, 0.2);
}
