using static Billing.Tests.EntryTampering;

namespace Billing.Tests;

/// <summary>What an audit says of each thing that is wrong.</summary>
public sealed class LedgerMismatchTests
{
    private static readonly StoredLedger Ledger = StoredLedger.Book(
        new LedgerCommand(EntryKind.TopUp, Money.FromRoubles(900)),
        new LedgerCommand(EntryKind.Payment, Money.FromRoubles(-100)));

    private static readonly Subscription Paid = Ledger.Subscriptions["+79001234560"];
    private static readonly Entry First = Ledger.Entries[0];
    private static readonly Checkpoint Start = Checkpoint.Start("1234567897");

    public static TheoryData<string, Entry> WrongEntries => new()
    {
        { "Entry 2 follows entry 0.", Rehash(First with { Number = 2 }) },
        { "Entry 0 follows entry 0.", Rehash(First with { Number = 0 }) },
        {
            "Entry 1 debits another sum than that of its items.",
            Rehash(First with
            {
                Details = new GroupPaymentDetails(
                [
                    new("+79001234567", "base", "Базовый", 1, new(2026, 12, 1), new(2026, 12, 31), new Money(3)),
                    new("+79007654321", "base", "Базовый", 1, new(2026, 12, 1), new(2026, 12, 31), new Money(2)),
                ]),
            })
        },
        { "Entry 1 does not continue the chain.", Rehash(First with { PreviousHash = new string('0', 64) }) },
        { "The hash of entry 1 does not fit its content.", First with { EventId = "another" } },
        { "Entry 1 changes 0.00 by 900.00 to 901.00.", Rehash(First with { BalanceAfter = Money.FromRoubles(901) }) },
        {
            "The balance after entry 1 is negative.",
            Rehash(First with { Amount = -First.Amount, BalanceAfter = -First.Amount })
        },
    };

    public static TheoryData<string, Account> WrongAccounts => new()
    {
        { "The ledger ends with entry 2, the account with entry 3.", Ledger.Account with { LastEntry = 3 } },
        { "The account's hash is not that of entry 2.", Ledger.Account with { LastHash = "" } },
        {
            "The balance after entry 2 is 800.00, the account's is 0.01.",
            Ledger.Account with { Balance = new Money(1) }
        },
    };

    public static TheoryData<string, Subscription> WrongSubscriptions => new()
    {
        { "its status does not fit its last paid day", Paid with { Status = SubscriptionStatus.Expired } },
        { "it follows entry 1, not 2", Paid with { LastEntry = 1 } },
        { "it lasts until another day", Paid with { PaidThrough = Paid.PaidThrough!.Value.AddDays(1) } },
        { "it has another tariff", Paid with { PaidTariffId = "pro" } },
        {
            "it has other earlier periods",
            Paid with { EarlierPeriods = [new("pro", Paid.PaidThrough!.Value.AddDays(-1))] }
        },
        { "its payment is not in the ledger", Paid with { Phone = "+79009999999" } },
    };

    // Hashes are made anew here, so that each check stands alone and not behind that of the hash.
    [Theory]
    [MemberData(nameof(WrongEntries), DisableDiscoveryEnumeration = true)]
    public void A_wrong_entry_is_named_and_the_audit_goes_no_further(string mismatch, Entry entry)
    {
        var audit = new LedgerAudit(Start, Ledger.Account, Ledger.Today);

        audit.Add(entry);

        Assert.Equal((mismatch, Start), (audit.Mismatch, audit.At));
    }

    [Fact]
    public void A_sum_beyond_what_can_be_held_is_a_mismatch_and_no_fault()
    {
        var audit = new LedgerAudit(Start with { Balance = new Money(long.MaxValue) }, Ledger.Account, Ledger.Today);

        audit.Add(First);

        Assert.Equal("Entry 1 changes 92233720368547758.07 by 900.00 to 900.00.", audit.Mismatch);
    }

    [Theory]
    [MemberData(nameof(WrongAccounts), DisableDiscoveryEnumeration = true)]
    public void An_account_that_does_not_end_where_its_ledger_does_is_found(string mismatch, Account account) =>
        Assert.Equal(mismatch, (Ledger with { Account = account }).Mismatch());

    [Theory]
    [MemberData(nameof(WrongSubscriptions), DisableDiscoveryEnumeration = true)]
    public void A_subscription_that_is_not_what_was_paid_for_is_found(string what, Subscription subscription)
    {
        var subscriptions = new Dictionary<string, Subscription> { [subscription.Phone] = subscription };

        Assert.Equal(
            $"A subscription ({what}) is not what was paid for.",
            (Ledger with { Subscriptions = subscriptions }).Mismatch());
    }

    [Fact]
    public void A_subscription_from_before_a_checkpoint_is_left_to_the_whole_audit()
    {
        var invented = Paid with { Phone = "+79009999999", LastEntry = 1 };
        var ledger = Ledger with
        {
            Subscriptions = new Dictionary<string, Subscription>(Ledger.Subscriptions) { [invented.Phone] = invented },
        };

        Assert.Null(ledger.Audit(ledger.Checkpoints[1]).Mismatch);
        Assert.Equal("A subscription (its payment is not in the ledger) is not what was paid for.", ledger.Mismatch());
    }

    [Fact]
    public void A_subscription_that_was_paid_for_and_is_not_there_is_found() => Assert.Equal(
        "A subscription that was paid for is missing.",
        (Ledger with { Subscriptions = new Dictionary<string, Subscription>() }).Mismatch());

    [Fact]
    public void Paid_after_its_last_day_is_in_order_because_ending_takes_a_while()
    {
        var later = Ledger with { Today = Paid.PaidThrough!.Value.AddDays(1) };
        var ended = new Dictionary<string, Subscription> { [Paid.Phone] = Paid.ExpireBy(later.Today) };

        Assert.Null(later.Mismatch());
        Assert.Null((later with { Subscriptions = ended }).Mismatch());
    }

    [Fact]
    public void An_event_that_is_not_an_entrys_is_found() => Assert.Equal(
        "The stored events are not those of the entries: one was deleted, changed, or added.",
        (Ledger with { Events = new Dictionary<string, long>() }).Mismatch());

    [Fact]
    public void Two_entries_booked_with_one_event_are_found()
    {
        // Events are rows under their id, so the second entry has none of its own.
        var (account, entry) = Ledger.Account.Append(new Money(1), First.EventId, First.Details, First.At);

        Assert.StartsWith(
            "The stored events",
            (Ledger with { Account = account, Entries = [.. Ledger.Entries, entry] }).Mismatch(),
            StringComparison.Ordinal);
    }
}
