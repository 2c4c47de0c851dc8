namespace Billing.Tests;

/// <summary>Whose money a line is, and why.</summary>
public sealed class MatchingTests
{
    private const string Code = Sample.Code;
    private const string Daisy = "daisy";
    private const string Other = "other";
    private static readonly string OtherCode = AccountNumber.From(1);

    [Fact]
    public void An_invoices_code_credits_its_account_and_names_it() =>
        Assert.Equal(Credit(Daisy, 7, CreditReason.ByInvoice), Decide($"Оплата по счёту {Code}-7"));

    [Fact]
    public void An_unknown_sequence_credits_the_account_and_names_no_invoice() =>
        Assert.Equal(Credit(Daisy, null, CreditReason.ByAccount), Decide($"Оплата по счёту {Code}-8"));

    [Fact]
    public void A_code_wins_over_the_inn_because_companies_pay_for_each_other() =>
        Assert.Equal(Credit(Other, null, CreditReason.ByAccount), Decide($"За партнёра, л/с {OtherCode}"));

    [Fact]
    public void The_same_account_twice_is_fine()
    {
        Assert.Equal(Credit(Daisy, 7, CreditReason.ByInvoice), Decide($"{Code}-7, л/с {Code}"));
        Assert.Equal(Credit(Daisy, null, CreditReason.ByAccount), Decide($"{Code}-7 и {Code}-9"));
    }

    [Fact]
    public void Two_different_accounts_are_suspense() =>
        Assert.Equal(Suspend(SuspenseReason.SeveralCodes), Decide($"{Code}-7, {OtherCode}"));

    [Fact]
    public void A_number_that_is_nobodys_account_does_not_stand_in_the_way() => Assert.Equal(
        Credit(Daisy, 7, CreditReason.ByInvoice), Decide($"договор {AccountNumber.From(2)}, счёт {Code}-7"));

    [Fact]
    public void Inn_and_sum_of_exactly_one_open_invoice()
    {
        Assert.Equal(Credit(Daisy, 9, CreditReason.ByInnAndSum), Decide("За связь", "500.00"));
        Assert.Equal(Credit(Daisy, null, CreditReason.ByInn), Decide("За связь", "3000.00"));
        Assert.Equal(Credit(Daisy, null, CreditReason.ByInn), Decide("За связь", "700.00"));
    }

    [Fact]
    public void Several_clients_with_one_inn_are_suspense_unless_one_invoice_has_the_sum()
    {
        var both = Known with
        {
            PayersClients = [Daisy, Other],
            OpenInvoices = [.. Known.OpenInvoices, new OpenInvoice(Other, 1, Sample.Sum("42"))],
        };
        Assert.Equal(Suspend(SuspenseReason.SeveralClients), Decide("За связь", "700", context: both));
        Assert.Equal(Suspend(SuspenseReason.SeveralClients), Decide("За связь", "3000", context: both));
        Assert.Equal(Credit(Other, 1, CreditReason.ByInnAndSum), Decide("За связь", "42", context: both));
    }

    [Theory]
    [InlineData("30101810400000000225")]
    [InlineData("30232810400000000225")]
    [InlineData("30301810400000000225")]
    [InlineData("40911810400000000225")]
    [InlineData("47422810400000000225")]
    public void An_inn_beside_a_transit_account_is_the_banks(string account)
    {
        var payer = Sample.Daisy with { Account = account };
        Assert.Equal(Suspend(SuspenseReason.NoMatch), Decide("За связь", "500", payer));
        Assert.Equal(Credit(Daisy, null, CreditReason.ByAccount), Decide($"л/с {Code}", "500", payer));
    }

    [Fact]
    public void An_empty_inn_and_our_own_say_nothing()
    {
        Assert.Equal(Suspend(SuspenseReason.NoMatch), Decide("За связь", payer: Sample.Person));
        Assert.Equal(
            Suspend(SuspenseReason.NoMatch),
            Decide("За связь", payer: Sample.Daisy with { Inn = Sample.Vendor.Inn }));
    }

    [Fact]
    public void Card_settlements_and_own_transfers_are_ignored()
    {
        var card = new Counterparty("ПАО СБЕРБАНК", "7707083893", "30233810642000600001", "044525225", "");
        Assert.Equal(new MatchDecision.Ignore(IgnoreReason.IgnoredPayer), Decide($"Эквайринг {Code}", payer: card));
        Assert.Equal(
            new MatchDecision.Ignore(IgnoreReason.OwnTransfer),
            Decide("Перевод", payer: Sample.Vendor with { Account = Sample.OwnToo }));
    }

    [Fact]
    public void What_nothing_matches_says_how_near_it_was()
    {
        Assert.Equal(
            Suspend(SuspenseReason.UnknownAccount), Decide($"л/с {AccountNumber.From(3)}", payer: Sample.Person));
        Assert.Equal(Suspend(SuspenseReason.WrongCode), Decide("л/с 5254191842", payer: Sample.Person));
        Assert.Equal(Suspend(SuspenseReason.NoMatch), Decide("Перевод", payer: Sample.Person));
        Assert.Equal(Credit(Daisy, null, CreditReason.ByInn), Decide("л/с 5254191842", "700"));
    }

    [Fact]
    public void Only_money_that_came_in_is_matched() => Assert.Throws<ArgumentException>(
        () => Matching.Decide(Line("", "1", Sample.Daisy) with { IsCredit = false }, Known));

    /// <summary>Open invoices of 3000 (two), and 500; number 7 is paid.</summary>
    private static MatchingContext Known { get; } = new(
        new MatchingRules(new HashSet<string> { "7707083893" }, Sample.Vendor.Inn, Sample.OwnAccounts),
        new Dictionary<string, string> { [Code] = Daisy, [OtherCode] = Other },
        new HashSet<PurposeCode> { new(Code, 7), new(Code, 9) },
        [Daisy],
        [
            new OpenInvoice(Daisy, 9, Sample.Sum("500")),
            new OpenInvoice(Daisy, 10, Sample.Sum("3000")),
            new OpenInvoice(Daisy, 11, Sample.Sum("3000")),
        ]);

    private static MatchDecision Decide(
        string purpose,
        string sum = "1.00",
        Counterparty? payer = null,
        MatchingContext? context = null) =>
        Matching.Decide(Line(purpose, sum, payer ?? Sample.Daisy), context ?? Known);

    private static StatementLine Line(string purpose, string sum, Counterparty payer) =>
        new(Sample.Own, true, Sample.Day, "12", Sample.Sum(sum), payer, purpose, 1);

    private static MatchDecision Credit(string client, int? invoice, CreditReason reason) =>
        new MatchDecision.Credit(client, invoice, reason);

    private static MatchDecision Suspend(SuspenseReason reason) => new MatchDecision.Suspend(reason);
}
