using FsCheck;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>
/// Stored ledgers have to verify for good: a change of what a hash is made from is seen here. The values come from
/// another program.
/// </summary>
public sealed class HashesTests
{
    private const string Opening = "bad796e87921fcd2c0a4ebe455c5d1826bbf08b0a306aa02dd158df61347ad7a";
    private const string TopUp = "67b2b1800326afd3d48e0de6fbbdf64cf2da45424a6b565e74217fc6305b0cfb";
    private const string Payment = "b5b21006a6bb35ec4b2a04b262cbf486550dedd7f8e93f44ab617746d90826fa";
    private const string Correction = "b239f3402b2bbd79ad704e0bc9630824d97986598ed4bb7b965b29ba08e177ff";
    private const string OrderedTopUp = "9bb0e35912fb4e38e751445a51a2d08904bec1be96db95837bef546db6b185f6";
    private const string Reversal = "c49ca9407d62554d1d5c33a002ac074bfda6fce3ac81b9535c5683947284dbf0";
    private const string Return = "f3ae1fa6ea55faab4a85141b27d9cd2e92a1208443a1c41158cd4b5b9441560e";
    private const string PricedPayment = "7c8bce0d5a90c1926f87974f5ebf0ade533ea2d74274873369e3edc1a0693e1b";
    private const string PricedGroupPayment = "678280ad9318adbfb58cd21e382092e4779b3579d9851cc07f0468350e8a798e";
    private const string TariffChange = "aeab9c250e5d21696ed1daf928164494dcb35553c5c5bfb4e35c4ec21fabfc48";
    private const string Removal = "93a9b26d984b930eff9a9f4384ece945c8f7b8d6bf70f2c456d1de69329aa6fb";
    private const string GroupPayment = "a6f8297e7cf62f897591f47f645c32baa563f7be85a04d96fe517ef14387b054";

    [Fact]
    public void An_entry_of_each_kind_keeps_its_hash()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(3));
        var topUp = new TopUpDetails("bank-1", at.AddMinutes(-75), "ООО «Ромашка»", "счёт 12");
        var payment = new PaymentDetails(
            "+79001234567", "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30));
        var correction = new CorrectionDetails(1, "двойное зачисление");
        var groupPayment = new GroupPaymentDetails(
        [
            new("+79001234567", "base", "Базовый", 1, new(2026, 12, 1), new(2026, 12, 31), new Money(3)),
            new("+79007654321", "pro", "Про", 2, new(2026, 11, 22), new(2026, 12, 31), new Money(2)),
        ]);

        var opened = Account.Open("1234567897");
        var (account, first) = opened.Append(Money.FromRoubles(900), "event-1", topUp, at);
        (account, var second) = account.Append(Money.FromRoubles(-900), "event-2", payment, at);
        (account, var third) = account.Append(new Money(5), "event-3", correction, at);
        var fourth = account.Append(new Money(-5), "event-4", groupPayment, at).Entry;

        Assert.Equal(
            [Opening, TopUp, Payment, Correction, GroupPayment],
            new[] { opened.LastHash, first.Hash, second.Hash, third.Hash, fourth.Hash });
    }

    [Fact]
    public void Details_that_came_later_keep_their_hash()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(3));
        var topUp = new TopUpDetails("bank-1", at.AddMinutes(-75), "ООО «Ромашка»", "счёт 12");
        var ordered = topUp with
        {
            Order = new("45", "7725088527", "40702810900000002851", PayerBic: null),
            Invoice = new(7, Money.FromRoubles(500)),
        };
        var reversal = new CorrectionDetails(1, "двойное зачисление")
        {
            Operator = "Иванова",
            Undoes = EntryKind.TopUp,
            Debt = new Money(5),
        };
        var payee = new ReturnPayee("ООО «Ромашка»", "7725088527", "40702810900000002851", Bic: null);
        var returned = new ReturnDetails(3, payee, "Возврат аванса", "заявление", "Иванова");

        var opened = Account.Open("1234567897");
        var (account, first) = opened.Append(Money.FromRoubles(900), "event-1", ordered, at);
        (account, var second) = account.Append(Money.FromRoubles(-900), "event-2", reversal, at);
        (account, _) = account.Append(new Money(5), "event-3", topUp, at);
        var fourth = account.Append(new Money(-5), "event-4", returned, at).Entry;

        Assert.Equal([OrderedTopUp, Reversal, Return], new[] { first.Hash, second.Hash, fourth.Hash });
    }

    [Fact]
    public void Payments_with_their_price_and_changes_of_them_keep_their_hash()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.FromHours(3));
        var topUp = new TopUpDetails("bank-1", at.AddMinutes(-75), "ООО «Ромашка»", "счёт 12");
        var payment = new PaymentDetails(
            "+79001234567", "base", "Базовый", 1, new(2026, 11, 22), new(2026, 11, 30))
        {
            Price = new(Money.FromRoubles(3000), 10),
            Cause = PaymentCause.Renewal,
        };
        var item = new PaidItem(
            "+79001234567", "base", "Базовый", 1, new(2026, 12, 1), new(2026, 12, 31), Money.Zero)
        {
            Price = new(Money.FromRoubles(3000), 0),
        };
        var change = new TariffChangeDetails(
            "+79001234567",
            "pro",
            "Про",
            Money.FromRoubles(5500),
            new(2026, 11, 22),
            new(2026, 11, 30),
            Money.FromRoubles(15),
            Money.FromRoubles(10),
            [3, 2]);
        var removal = new RemovalDetails("+79001234567", "pro", new(2026, 11, 30), 10, [3, 2]);

        var (account, _) = Account.Open("1234567897").Append(Money.FromRoubles(900), "event-1", topUp, at);
        (account, var paid) = account.Append(Money.FromRoubles(-900), "event-2", payment, at);
        var group = new GroupPaymentDetails([item]) { Cause = PaymentCause.Order };
        (account, var together) = account.Append(Money.Zero, "event-3", group, at);
        (account, var changed) = account.Append(Money.FromRoubles(5), "event-4", change, at);
        var removed = account.Append(Money.FromRoubles(5), "event-5", removal, at).Entry;

        Assert.Equal(
            [PricedPayment, PricedGroupPayment, TariffChange, Removal],
            new[] { paid.Hash, together.Hash, changed.Hash, removed.Hash });
    }

    [Fact]
    public void A_key_is_the_first_half_of_the_hash() =>
        Assert.Equal("4b0e2773dd34b6e2adca665596fccc52", HashedText.Key("widget", "key"));

    [Property]
    public void Texts_that_are_split_otherwise_have_another_hash(NonNull<string>[] parts, int at)
    {
        string[] texts = [.. parts.Select(part => part.Get)];
        var whole = string.Concat(texts);
        var cut = whole.Length == 0 ? 0 : Math.Abs(at % whole.Length);
        string[] split = [whole[..cut], whole[cut..]];

        Assert.Equal(texts.SequenceEqual(split), HashedText.Sha256(texts) == HashedText.Sha256(split));
    }
}
