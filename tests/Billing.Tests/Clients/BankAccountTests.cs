using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class BankAccountTests
{
    [Theory]
    [InlineData("40702810900000002851", "044030827")]
    [InlineData("40702810900000000025", "044514512")]
    public void Published_accounts_are_valid_at_their_bank(string account, string bic) =>
        Assert.True(BankAccount.IsValidSettlement(account, bic));

    [Theory]
    [InlineData("30101810400000000225", "044525225")]
    [InlineData("30101810200000000827", "044030827")]
    [InlineData("30101810700000000187", "044525187")]
    [InlineData("30101810200000000593", "044525593")]
    [InlineData("30101810145250000974", "044525974")]
    [InlineData("30101810500000000653", "044030653")]
    public void Published_correspondent_accounts_are_valid_at_their_bank(string account, string bic) =>
        Assert.True(IsCorrespondent(account, bic));

    [Theory]
    [InlineData("40101810845250010102", "044525000")]
    [InlineData("40101810045250010041", "044525000")]
    [InlineData("40101810200000010001", "044030001")]
    public void Accounts_at_the_Bank_of_Russia_have_a_key_over_digits_5_and_6_of_the_bic(string account, string bic) =>
        Assert.True(BankAccount.IsValidSettlement(account, bic));

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Only_a_bic_with_00_in_digits_7_and_8_is_the_Bank_of_Russias(DigitText digits)
    {
        var atBankOfRussia = Settlement(digits, "044525000");

        Assert.True(BankAccount.IsValidSettlement(atBankOfRussia, "044525009"));
        // Elsewhere digits 7–9 are the prefix: 025 there gives the same key, 026 another.
        Assert.True(BankAccount.IsValidSettlement(atBankOfRussia, "044599025"));
        Assert.False(BankAccount.IsValidSettlement(atBankOfRussia, "044525026"));
    }

    [Theory]
    [InlineData(null, "044030827")]
    [InlineData("", "044030827")]
    [InlineData("40702810900000002851", null)]
    [InlineData("40702810900000002851", "944030827")]
    [InlineData("40702810900000002851", "04403082")]
    [InlineData("4070281090000000285", "044030827")]
    [InlineData("407028109000000028510", "044030827")]
    [InlineData("4070281090000000285a", "044030827")]
    [InlineData("40702810900000002851\n", "044030827")]
    [InlineData("00000000000000000000", "044030827")]
    [InlineData("40702810900000002851", "044525225")]
    public void Anything_else_is_not(string? account, string? bic) =>
        Assert.False(BankAccount.IsValidSettlement(account, bic));

    [Theory]
    [InlineData("03224643450000007300", "40102810545370000003", "004525988")]
    [InlineData("03100643000000018500", "40102810545370000003", "004525988")]
    [InlineData("03214643000000010300", "40102810745370000095", "042157901")]
    public void Beside_an_account_at_the_Treasury_stands_the_Treasurys_own(string account, string beside, string bic)
    {
        Assert.True(BankAccount.IsValidSettlement(account, bic));
        Assert.True(BankAccount.IsValidCorrespondent(beside, account, bic));
        Assert.All(Changes.OfOneDigit(beside), change =>
            Assert.False(BankAccount.IsValidCorrespondent(change.Text, account, bic), change.Text));
        Assert.False(BankAccount.IsValidCorrespondent(null, account, bic));
        Assert.False(BankAccount.IsValidCorrespondent(beside, "40702810900000002851", bic));
    }

    [Theory]
    [InlineData("03224810450000007300", "004525988")]
    [InlineData("40702643900000002851", "044030827")]
    [InlineData("30101810400000000225", "044525225")]
    public void The_rouble_is_643_at_the_Treasury_alone_and_a_bank_has_no_single_account(string text, string bic)
    {
        Assert.False(BankAccount.IsValidSettlement(text, bic) && text[0] != '3');
        Assert.False(BankAccount.IsValidCorrespondent(text, "03224643450000007300", bic));
    }

    [Fact]
    public void Nothing_stands_beside_an_account_at_the_Bank_of_Russia()
    {
        const string Account = "40603810700000000123";
        Assert.True(BankAccount.IsValidSettlement(Account, "040816000"));
        Assert.True(BankAccount.IsValidCorrespondent(null, Account, "040816000"));
        Assert.True(BankAccount.IsValidCorrespondent("", Account, "040816000"));
        Assert.False(BankAccount.IsValidCorrespondent("30101810400000000225", Account, "040816000"));
        Assert.False(BankAccount.IsValidCorrespondent("", "40702810900000002851", "044030827"));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Only_rouble_accounts_are_accepted(DigitText digits)
    {
        const string Bic = "044525225";
        var end = digits.Value[..8];
        foreach (var currency in new[] { "810", "643", "840", "978", "156" })
        {
            var settlementKeys = "0123456789".Count(key =>
                BankAccount.IsValidSettlement($"40702{currency}{key}{end}000", Bic));
            var correspondentKeys = "0123456789".Count(key =>
                IsCorrespondent($"30101{currency}{key}{end}225", Bic));
            Assert.Equal(currency == "810" ? (1, 1) : (0, 0), (settlementKeys, correspondentKeys));
        }
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Every_changed_digit_of_an_account_is_refused(DigitText digits)
    {
        var bic = $"04{digits.Value[..7]}";
        var account = Settlement(digits, bic);

        Assert.All(Changes.OfOneDigit(account), change =>
            Assert.False(BankAccount.IsValidSettlement(change.Text, bic), change.Text));
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Every_changed_digit_of_a_correspondent_account_is_refused(DigitText digits)
    {
        var bic = BicOfBank(digits);
        var account = Correspondent(digits, bic);

        Assert.All(Changes.OfOneDigit(account), change =>
            Assert.False(IsCorrespondent(change.Text, bic), change.Text));
    }

    // Digits 1–4 of a БИК enter no key, so a change of one of them is not noticed.
    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void Every_changed_digit_of_a_bic_from_the_fifth_on_is_refused_by_one_of_the_two_accounts(DigitText digits)
    {
        var bic = BicOfBank(digits);
        var (account, correspondent) = (Settlement(digits, bic), Correspondent(digits, bic));
        foreach (var (position, otherBic) in Changes.OfOneDigit(bic))
        {
            var isAccepted = BankAccount.IsValidSettlement(account, otherBic)
                && IsCorrespondent(correspondent, otherBic);
            Assert.True(isAccepted == (position < 4 && Bic.IsValid(otherBic)), $"{bic} → {otherBic}");
        }
    }

    private static string Settlement(DigitText digits, string bic) =>
        Changes.Complete($"40702810?{digits.Value[9..]}", account => BankAccount.IsValidSettlement(account, bic));

    private static string Correspondent(DigitText digits, string bic) =>
        Changes.Complete(
            $"30101810?{digits.Value[12..]}{bic[6..]}",
            account => IsCorrespondent(account, bic));

    private static string BicOfBank(DigitText digits) => $"04{digits.Value[..4]}1{digits.Value[5..7]}";

    // Beside an account at a bank.
    private static bool IsCorrespondent(string? text, string? bic) =>
        BankAccount.IsValidCorrespondent(text, "40702810900000002851", bic);
}
