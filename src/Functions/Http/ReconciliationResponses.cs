using Billing;
using Functions.Storage;

namespace Functions.Http;

/// <summary>The equation of a bank day, and that of all the books.</summary>
public sealed record ReconciliationBody(
    DateOnly Day,
    IReadOnlyList<AccountDayBody> Accounts,
    BooksBody Total,
    IReadOnlyList<string> Problems);

/// <summary>A day of one of our accounts: opening + credits − debits = closing, and where the credits are.</summary>
/// <param name="Account">Our account.</param>
/// <param name="IsKnown">Whether a statement covers the day; else there are no balances.</param>
/// <param name="IsClosed">Whether that statement was made on a later day: nothing comes or goes any more.</param>
/// <param name="Opening">The balance before the day.</param>
/// <param name="Credits">What came in.</param>
/// <param name="Debits">What went out.</param>
/// <param name="Closing">The balance after the day.</param>
/// <param name="TopUps">What of the credits is on clients' accounts.</param>
/// <param name="Suspense">What of them belongs to nobody.</param>
/// <param name="Ignored">What of them is nobody's top-up.</param>
/// <param name="Returns">What of them was sent back, or is a return that came back.</param>
/// <param name="Problems">What is off, Russian.</param>
public sealed record AccountDayBody(
    string Account,
    bool IsKnown,
    bool IsClosed,
    MoneyBody Opening,
    MoneyBody Credits,
    MoneyBody Debits,
    MoneyBody Closing,
    MoneyBody TopUps,
    MoneyBody Suspense,
    MoneyBody Ignored,
    MoneyBody Returns,
    IReadOnlyList<string> Problems)
{
    internal static AccountDayBody From(
        string account,
        BankDay? bank,
        MovementSums sums,
        DateOnly day,
        IReadOnlyList<string> problems) => new(
            account,
            bank is not null,
            bank?.CreatedOn > day,
            MoneyBody.From(bank?.Opening ?? Money.Zero),
            MoneyBody.From(bank?.Credits ?? sums.Credits),
            MoneyBody.From(bank?.Debits ?? Money.Zero),
            MoneyBody.From(bank?.Closing ?? Money.Zero),
            MoneyBody.From(sums.TopUps + sums.Confirmed),
            MoneyBody.From(sums.Suspense),
            MoneyBody.From(sums.Ignored),
            MoneyBody.From(sums.Returned + sums.Bounced),
            problems);
}

/// <summary>
/// All the books: what came in at the bank = balances + charged + returned − debts − corrections − unconfirmed
/// + suspense + ignored + sent back or come back.
/// </summary>
/// <param name="BankIn">What came in at the bank, by its statements.</param>
/// <param name="Balances">Of all accounts.</param>
/// <param name="Charged">Payments, less what was given back of them.</param>
/// <param name="Returned">Returns to payers, less those that came back.</param>
/// <param name="Debts">Reversed money that was spent before.</param>
/// <param name="Corrections">Corrections of an older kind.</param>
/// <param name="Suspense">What belongs to nobody yet.</param>
/// <param name="Ignored">What is nobody's top-up.</param>
/// <param name="ReturnedSuspense">What belonged to nobody and was sent back, and returns that came back.</param>
/// <param name="Unconfirmed">What was reported and booked, and no statement has confirmed.</param>
/// <param name="Difference">What the equation is off by.</param>
/// <param name="IsSettled">Whether all accounts that changed are counted: else the difference says nothing yet.</param>
public sealed record BooksBody(
    MoneyBody BankIn,
    MoneyBody Balances,
    MoneyBody Charged,
    MoneyBody Returned,
    MoneyBody Debts,
    MoneyBody Corrections,
    MoneyBody Suspense,
    MoneyBody Ignored,
    MoneyBody ReturnedSuspense,
    MoneyBody Unconfirmed,
    MoneyBody Difference,
    bool IsSettled)
{
    internal static Money DifferenceOf(Money bankIn, MovementSums sums, AccountTotals totals)
    {
        var receipts = totals.Balance + totals.Charged + totals.Returned - totals.Debt - totals.Corrected;
        return bankIn
            - (receipts - sums.Unconfirmed + sums.Suspense + sums.Ignored + sums.Returned + sums.Bounced);
    }

    internal static BooksBody From(Money bankIn, MovementSums sums, AccountTotals totals, bool isSettled) =>
        new(
            MoneyBody.From(bankIn),
            MoneyBody.From(totals.Balance),
            MoneyBody.From(totals.Charged),
            MoneyBody.From(totals.Returned),
            MoneyBody.From(totals.Debt),
            MoneyBody.From(totals.Corrected),
            MoneyBody.From(sums.Suspense),
            MoneyBody.From(sums.Ignored),
            MoneyBody.From(sums.Returned + sums.Bounced),
            MoneyBody.From(sums.Unconfirmed),
            MoneyBody.From(DifferenceOf(bankIn, sums, totals)),
            isSettled);
}
