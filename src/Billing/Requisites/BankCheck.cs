namespace Billing;

/// <summary>What is wrong with bank details, and which of the three numbers is to blame.</summary>
internal static class BankCheck
{
    public const string Where = "Реквизиты счёта есть в договоре с банком и в интернет-банке.";

    public static string? Bic(string bic) =>
        Billing.Bic.IsValid(bic) ? null : $"БИК состоит из 9 цифр, первая из них 0, 1 или 2. {Where}";

    public static string? Account(string account) => account switch
    {
        _ when !Digits.AreAll(account) => $"Счёт состоит только из цифр, без пробелов. {Where}",
        _ when account.Length != BankAccount.Length => $"В счёте {BankAccount.Length} цифр, а здесь {account.Length}. {Where}",
        _ when !BankAccount.IsRouble(account) => $"Нужен рублёвый счёт: цифры с шестой по восьмую у него 810. {Where}",
        _ => null,
    };

    /// <summary>Blames the number that does not fit the two others; both accounts if nothing fits.</summary>
    public static void Consistency(BankDetails bank, FieldErrors errors)
    {
        var accountFits = BankAccount.IsValidSettlement(bank.Account, bank.Bic);
        var correspondentFits = BankAccount.IsValidCorrespondent(bank.CorrespondentAccount, bank.Bic);
        // The last digits of a correspondent account repeat those of the БИК that settlement accounts are checked against.
        var accountsFitEachOther = BankAccount.HasKey(bank.Account, bank.CorrespondentAccount[17..]);
        if (!accountFits && !correspondentFits && accountsFitEachOther)
        {
            errors.Add("bank.bic", $"БИК не подходит к счетам: похоже, в нём опечатка. {Where}");
            return;
        }

        if (!accountFits)
        {
            errors.Add("bank.account", $"Расчётный счёт не подходит к БИК: похоже, в счёте опечатка. {Where}");
        }

        if (!correspondentFits)
        {
            errors.Add("bank.correspondentAccount", $"Корр. счёт не подходит к БИК: похоже, в счёте опечатка. {Where}");
        }
    }
}
