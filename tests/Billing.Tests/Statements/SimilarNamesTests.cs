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
    [InlineData(true, "ООО «Ромашка»", "ООО «Рамашка»")]
    [InlineData(true, "ООО «Ромашка»", "ООО «Ромашка Плюс»")]
    [InlineData(true, "Северная звезда ООО", "АО «Северная Звезда-Сервис»")]
    [InlineData(true, "Иванов Иван Петрович", "ИВАНОВ И. П.")]
    [InlineData(true, "Королёв Пётр Ильич", "ИП КОРОЛЕВ ПЕТР ИЛЬИЧ //Г. ТВЕРЬ, УЛ. САДОВАЯ, Д. 1//")]
    [InlineData(false, "Иванов Иван Петрович", "Иванов Сергей Андреевич")]
    [InlineData(false, "ООО «Ромашка»", "ООО «Роман»")]
    [InlineData(false, "ООО «Ромашка»", "ООО «Рембыттехника Ромашково»")]
    public void Similar_is_what_an_operator_would_call_so(bool isSimilar, string left, string right) =>
        Assert.Equal(isSimilar, SimilarNames.Score(left, right) >= SimilarNames.Similar);

    [Theory]
    [InlineData("ООО «Ромашка»", "ООО «Василёк»")]
    [InlineData("ООО «Ромашка»", "ООО")]
    [InlineData("", "")]
    public void A_legal_form_makes_nobody_similar(string left, string right) =>
        Assert.InRange(SimilarNames.Score(left, right), 0, 0.2);
}
