namespace Billing.Tests;

/// <summary>What clients read of an entry in their history.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void A_payment_names_number_tariff_and_period() => Assert.Equal(
        "Оплата +7\u00a0900\u00a0123-45-67, тариф «Базовый», 22.11.2026–31.12.2026",
        new PaymentDetails("+79001234567", "base", "Базовый", 2, new(2026, 11, 22), new(2026, 12, 31)).Description);

    [Fact]
    public void A_correction_names_the_entry_and_the_reason() => Assert.Equal(
        "Исправление операции № 7: двойное зачисление",
        new CorrectionDetails(7, "двойное\nзачисление").Description);

    [Theory]
    [InlineData("", "", "Пополнение")]
    [InlineData("ООО Ромашка", " ", "Пополнение: ООО Ромашка")]
    [InlineData("", "счёт 12", "Пополнение: счёт 12")]
    [InlineData(" ООО\r\n Ромашка\0", "счёт\t12\u202e", "Пополнение: ООО Ромашка, счёт 12")]
    [InlineData("ООО\ufffeРомашка", "\uffff", "Пополнение: ООО Ромашка")]
    public void A_top_up_is_told_in_one_line_of_what_can_be_seen(string payer, string purpose, string description) =>
        Assert.Equal(description, OfTopUp(payer, purpose));

    [Fact]
    public void Half_a_surrogate_pair_is_left_out_and_a_whole_one_kept() =>
        Assert.Equal("Пополнение: ООО, \ud83d\ude00", OfTopUp("ООО \ud83d", "\ude00 \ud83d\ude00"));

    [Fact]
    public void A_description_is_cut_to_200_characters_and_never_through_one()
    {
        var prefix = "Пополнение: ".Length;

        Assert.Equal(200, OfTopUp(new string('я', 200 - prefix), "").Length);
        Assert.DoesNotContain('…', OfTopUp(new string('я', 200 - prefix), ""));
        Assert.EndsWith("яя…", OfTopUp(new string('я', 500), ""), StringComparison.Ordinal);
        Assert.Equal(200, OfTopUp(new string('я', 500), "").Length);

        var pairs = OfTopUp(new string('я', 198 - prefix) + string.Concat(Enumerable.Repeat("\ud83d\ude00", 9)), "");
        Assert.EndsWith("яя…", pairs, StringComparison.Ordinal);
        Assert.Equal(199, pairs.Length);
    }

    private static string OfTopUp(string payer, string purpose) =>
        new TopUpDetails("bank-1", DateTimeOffset.UnixEpoch, payer, purpose).Description;
}
