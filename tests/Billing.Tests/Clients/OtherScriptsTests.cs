namespace Billing.Tests;

/// <summary>Digits of other scripts are refused, although some of them would pass the checksums.</summary>
public sealed class OtherScriptsTests
{
    public static TheoryData<string, Func<string, bool>> Numbers => new()
    {
        { "7725088527", Inn.IsValid },
        { "773370857141", Inn.IsValid },
        { "772501001", Kpp.IsValid },
        { "1037739010891", Ogrn.IsValid },
        { "307760324100018", Ogrn.IsValid },
        { "044030827", Bic.IsValid },
        { "40702810900000002851", account => BankAccount.IsValidSettlement(account, "044030827") },
        {
            "30101810200000000827",
            account => BankAccount.IsValidCorrespondent(account, "40702810900000002851", "044030827")
        },
        { "1234567897", AccountNumber.IsValid },
        { "+79001234567", phone => Phone.TryNormalize(phone, out _) },
        { "900.50", amount => Money.TryParse(amount, out _) },
    };

    [Theory]
    [MemberData(nameof(Numbers), DisableDiscoveryEnumeration = true)]
    public void A_single_digit_of_another_script_makes_a_number_invalid(string number, Func<string, bool> isValid)
    {
        // All decimal digits of the basic plane that are not ASCII.
        var foreignDigits = Enumerable.Range(128, char.MaxValue - 128).Select(code => (char)code).Where(char.IsDigit);

        Assert.True(isValid(number));
        foreach (var digit in foreignDigits)
        {
            for (var position = 0; position < number.Length; position++)
            {
                var otherNumber = $"{number[..position]}{digit}{number[(position + 1)..]}";
                Assert.False(isValid(otherNumber), otherNumber);
            }
        }
    }
}
