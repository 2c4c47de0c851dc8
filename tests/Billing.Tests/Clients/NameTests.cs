namespace Billing.Tests.Clients;

public sealed class NameTests
{
    [Theory]
    [InlineData("ООО «М+К & Ко», №1 (Ё°): А/Б!")]
    [InlineData("ООО «Рога.ру»")]
    [InlineData("М@ркет")]
    [InlineData("Д’Артаньян Жан-Пьер О'Нил")]
    [InlineData("İstanbul Tıp Şirketi ₂")]
    public void Names_are_taken(string name) => Assert.Null(Name.Mistake(name));

    [Theory]
    [InlineData("123", "Нужна хотя бы одна буква.")]
    [InlineData("🎁", "Нужна хотя бы одна буква.")]
    [InlineData("Приз 🎁", "Уберите знак 🎁: в названиях и именах его нет.")]
    [InlineData("<b>Имя</b>", "Уберите знак <: в названиях и именах его нет.")]
    [InlineData("Имя https://evil.example", "Уберите адрес сайта: здесь нужно только название или имя.")]
    [InlineData("Имя WWW.evil.example", "Уберите адрес сайта: здесь нужно только название или имя.")]
    public void What_is_no_name_is_refused(string text, string mistake) => Assert.Equal(mistake, Name.Mistake(text));

    [Theory]
    [InlineData("http://evil.example/a", "http:\u2060//evil\u2060.example/a")]
    [InlineData("WWW.Evil.рф", "WWW\u2060.Evil\u2060.рф")]
    [InlineData("a@evil.example", "a\u2060@evil\u2060.example")]
    [InlineData("Оплата по счёту 12 от 01.02.2026. НДС 3000.00", "Оплата по счёту 12 от 01.02.2026. НДС 3000.00")]
    public void Nothing_in_a_letter_becomes_a_link(string text, string shown) =>
        Assert.Equal(shown, PlainText.Unlinked(text));
}
