using FsCheck.Xunit;

namespace Billing.Tests;

public sealed class TopUpDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Account Empty = Account.Open("1234567897");
    private static readonly TopUpCommand Command = new(
        "t-1", "bank-1", "hash-1", Money.FromRoubles(900), Now.AddHours(-1), "ООО Ромашка", "счёт 12");

    [Fact]
    public void Money_that_came_in_is_booked()
    {
        var booked = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(Empty, null, Command, Now));

        Assert.Equal(
            new TopUp(
                "t-1", "bank-1", "hash-1", Money.FromRoubles(900), Now.AddHours(-1), "ООО Ромашка", "счёт 12", Now, Money.FromRoubles(900)),
            booked.TopUp);
        Assert.Equal(Money.FromRoubles(900), booked.Account.Balance);
        Assert.Equal((EntryKind.TopUp, "t-1"), (booked.Entry.Kind, booked.Entry.Reference));
        Assert.Equal("Пополнение: ООО Ромашка, счёт 12", booked.Entry.Description);
    }

    [Fact]
    public void The_same_again_is_replayed_and_another_under_its_id_refused()
    {
        var (topUp, account, _) = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(Empty, null, Command, Now));

        Assert.Equal(new TopUpDecision.Replayed(topUp), TopUpDecision.Decide(account, topUp, Command, Now.AddDays(1)));
        Assert.IsType<TopUpDecision.KeyReused>(TopUpDecision.Decide(account, topUp, Command with { RequestHash = "hash-2" }, Now));
    }

    [Fact]
    public void An_account_under_review_takes_money_in_and_stays_under_review()
    {
        var booked = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(Empty with { UnderReview = true }, null, Command, Now));

        Assert.True(booked.Account.UnderReview);
        Assert.Equal(Money.FromRoubles(900), booked.Account.Balance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_or_less_than_nothing_is_no_top_up(long kopecks) => Assert.Throws<ArgumentOutOfRangeException>(
        () => TopUpDecision.Decide(Empty, null, Command with { Amount = new Money(kopecks) }, Now));

    [Theory]
    [InlineData("", "", "Пополнение")]
    [InlineData("ООО Ромашка", " ", "Пополнение: ООО Ромашка")]
    [InlineData("", "счёт 12", "Пополнение: счёт 12")]
    [InlineData(" ООО\r\n Ромашка\0", "счёт\t12\u202e", "Пополнение: ООО Ромашка, счёт 12")]
    public void A_description_is_one_line_of_what_can_be_seen(string payer, string purpose, string description) => Assert.Equal(
        description, Describe(payer, purpose));

    [Fact]
    public void Half_a_surrogate_pair_is_left_out_and_a_whole_one_kept() =>
        Assert.Equal("Пополнение: ООО, \ud83d\ude00", Describe("ООО \ud83d", "\ude00 \ud83d\ude00"));

    [Fact]
    public void A_description_is_cut_to_200_characters_and_never_through_one()
    {
        var prefix = "Пополнение: ".Length;

        Assert.Equal(200, Describe(new string('я', 200 - prefix), "").Length);
        Assert.DoesNotContain('…', Describe(new string('я', 200 - prefix), ""));
        Assert.EndsWith("яя…", Describe(new string('я', 500), ""), StringComparison.Ordinal);
        Assert.Equal(200, Describe(new string('я', 500), "").Length);

        var pairs = Describe(new string('я', 198 - prefix) + string.Concat(Enumerable.Repeat("\ud83d\ude00", 9)), "");
        Assert.EndsWith("яя…", pairs, StringComparison.Ordinal);
        Assert.Equal(199, pairs.Length);
    }

    [Property(Arbitrary = [typeof(Arbitraries)])]
    public void The_balance_grows_by_the_amount(Money before, Money amount)
    {
        var (account, _) = Empty.Append(EntryKind.TopUp, before, "t-0", "", Now);

        var booked = Assert.IsType<TopUpDecision.Booked>(TopUpDecision.Decide(account, null, Command with { Amount = amount }, Now));

        Assert.Equal(before + amount, booked.Account.Balance);
        Assert.Equal(booked.Account.Balance, booked.TopUp.BalanceAfter);
    }

    private static string Describe(string payer, string purpose) => Assert
        .IsType<TopUpDecision.Booked>(TopUpDecision.Decide(Empty, null, Command with { Payer = payer, Purpose = purpose }, Now))
        .Entry.Description;
}
