namespace Billing;

/// <summary>Checks bank details, and names which of the three numbers is wrong.</summary>
internal static class BankCheck
{
    public static string? Bic(string bic) =>
        Digits.Mismatch("БИК", bic, Billing.Bic.Length)
        ?? (Billing.Bic.IsValid(bic) ? null : "БИК начинается с 0, 1 или 2.");

    public static string? Account(string account) =>
        Digits.Mismatch("Счёт", account, BankAccount.Length)
        ?? (BankAccount.IsRouble(account) ? null
            : BankAccount.IsTreasury(account) ? "В казначейском счёте цифры с шестой по восьмую — 643."
            : "Нужен рублёвый счёт: цифры с шестой по восьмую у него 810.");

    /// <summary>What stands beside an account that has something beside it.</summary>
    public static string? Correspondent(string correspondent, string account) =>
        (BankAccount.IsTreasury(account), BankAccount.IsSingleTreasury(correspondent)) switch
        {
            (true, false) =>
                "Рядом с казначейским счётом (03…) указывают единый казначейский счёт: он начинается с 40102.",
            (false, true) => "Счёт 40102… указывают только рядом с казначейским счётом, который начинается с 03.",
            _ => Account(correspondent),
        };

    /// <summary>
    /// Reports the number that does not fit the two others; both accounts if nothing fits. Each is right by itself.
    /// </summary>
    public static void Consistency(BankDetails bank, FieldErrors errors)
    {
        var accountFits = BankAccount.IsValidSettlement(bank.Account, bank.Bic);
        var correspondentFits = BankAccount.IsValidCorrespondent(bank.CorrespondentAccount, bank.Account, bank.Bic);

        // A correspondent account ends with the same three digits of the БИК that go into a settlement account's key.
        var accountsFitEachOther = bank.CorrespondentAccount is { } correspondent
            && BankAccount.HasKey(bank.Account, correspondent[17..]);
        if (!accountFits && !correspondentFits && accountsFitEachOther)
        {
            errors.Add("bank.bic", "БИК не подходит к счетам: похоже, в нём опечатка.");
            return;
        }

        if (!accountFits)
        {
            errors.Add("bank.account", "Расчётный счёт не подходит к БИК: похоже, в счёте опечатка.");
        }

        if (!correspondentFits)
        {
            errors.Add("bank.correspondentAccount", "Корр. счёт не подходит к БИК: похоже, в счёте опечатка.");
        }
    }
}
