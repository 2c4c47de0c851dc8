using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class LotsTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public void Charges_use_up_the_oldest_money_first()
    {
        var t1 = _ledger.TopUp(1000);
        var t2 = _ledger.TopUp(2500);
        var c3 = _ledger.Charge(900);
        var c4 = _ledger.Charge(2000);

        Assert.Equal([Use(t1, 900)], _ledger.Lots.UsedBy(c3));
        Assert.Equal([Use(t1, 100), Use(t2, 1900)], _ledger.Lots.UsedBy(c4));
        Assert.Equal([Use(t2, 600)], _ledger.Lots.Open);

        var t5 = _ledger.TopUp(500);
        _ledger.Correct(c4, 1200);
        var c7 = _ledger.Charge(300);
        _ledger.Return(t2, 600);
        var c9 = _ledger.Charge(600);

        Assert.Equal([Use(t2, 300)], _ledger.Lots.UsedBy(c7));
        Assert.Equal([Use(t2, 600)], _ledger.Lots.UsedBy(c9));
        Assert.Equal([Use(t2, 300), Use(t5, 500)], _ledger.Lots.Open);
        Assert.Equal([Use(t1, 100), Use(t2, 700)], _ledger.Lots.UsedBy(c4));
    }

    [Fact]
    public void The_reversal_of_a_top_up_takes_its_own_lot_first_and_then_the_oldest()
    {
        _ledger.TopUp(100);
        var wrong = _ledger.TopUp(1000);
        _ledger.Charge(300);

        _ledger.Correct(wrong, -800);

        Assert.Equal(Money.Zero, _ledger.Lots.Open.Aggregate(Money.Zero, (sum, lot) => sum + lot.Amount));
    }

    [Fact]
    public void Money_given_back_beyond_what_was_used_is_a_lot_of_its_own()
    {
        _ledger.TopUp(100);
        var charge = _ledger.Charge(100);

        var correction = _ledger.Correct(charge, 150);

        Assert.Equal([Use(1, 100), Use(correction, 50)], _ledger.Lots.Open);
    }

    [Property(Arbitrary = [typeof(Arbitraries), typeof(LedgerCommands)])]
    public void Lots_add_up_to_the_balance_in_any_life(List<LedgerCommand> commands)
    {
        var ledger = StoredLedger.Book(commands);
        var lots = Lots.Of(ledger.Entries);

        Assert.Equal(ledger.Account.Balance, lots.Open.Aggregate(Money.Zero, (sum, lot) => sum + lot.Amount));
        Assert.All(lots.Open, lot => Assert.True(lot.Amount > Money.Zero));
    }

    private static LotUse Use(long lot, long roubles) => new(lot, Money.FromRoubles(roubles));

    private sealed class Ledger
    {
        private Account _account = Account.Open("1234567897");

        public Lots Lots { get; } = new();

        public long TopUp(long roubles) => Book(roubles, new TopUpDetails("bank", Now, "", ""));

        public long Charge(long roubles) => Book(
            -roubles,
            new PaymentDetails("+79001234567", "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30)));

        public long Correct(long entry, long roubles) => Book(roubles, new CorrectionDetails(entry, ""));

        public long Return(long topUp, long roubles) =>
            Book(-roubles, new ReturnDetails(topUp, new("", null, "", null), "", "", ""));

        private static DateTimeOffset Now => new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

        private long Book(long roubles, EntryDetails details)
        {
            (_account, var entry) = _account.Append(Money.FromRoubles(roubles), "event", details, Now);
            Lots.Add(entry);
            return entry.Number;
        }
    }
}
