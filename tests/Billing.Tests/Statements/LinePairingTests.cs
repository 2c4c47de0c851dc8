using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>Which lines of a file are new.</summary>
public sealed class LinePairingTests
{
    private static readonly StatementLine Line =
        new(Sample.Own, true, Sample.Day, "12", Sample.Sum("3000"), Sample.Daisy, "Оплата", 1);

    [Fact]
    public void Identity_is_account_direction_number_day_amount_payers_account_and_inn()
    {
        var identity = LineIdentity.Of(Line);
        var payer = Line.Counterparty;
        StatementLine[] others =
        [
            Line with { OwnAccount = Sample.OwnToo },
            Line with { IsCredit = false },
            Line with { Number = "13" },
            Line with { Day = Sample.Day.AddDays(1) },
            Line with { Amount = Sample.Sum("3000.01") },
            Line with { Counterparty = payer with { Account = "40702810400000012346" } },
            Line with { Counterparty = payer with { Inn = "" } },
        ];

        Assert.Matches("^[0-9a-f]{32}$", identity);
        Assert.Equal(others.Length + 1, others.Select(LineIdentity.Of).Append(identity).Distinct().Count());
        Assert.Equal(identity, LineIdentity.Of(Line with
        {
            Purpose = "Иное",
            Position = 9,
            Counterparty = payer with { Name = "", Bank = "", Bic = "" },
        }));
    }

    [Fact]
    public void Pairs_by_purpose_before_it_pairs_by_count()
    {
        // The later file lists B before A, and only A was seen.
        var pairing = LinePairing.Pair(["счёт 5254191843-7"], ["счёт 5254191843-8", "СЧЁТ 5254191843 – 7"]);
        Assert.Equal([(0, 1)], pairing.Pairs);
        Assert.Equal([0], pairing.Surplus);
        Assert.Empty(pairing.Missing);
    }

    [Fact]
    public void Two_equal_transfers_of_one_day_are_real()
    {
        Assert.Equal([0, 1], LinePairing.Pair([], ["а", "а"]).Surplus);
        Assert.Single(LinePairing.Pair(["а"], ["а", "а"]).Surplus);
        Assert.Empty(LinePairing.Pair(["а", "а"], ["а", "а"]).Surplus);
    }

    [Fact]
    public void A_purpose_that_the_bank_wrote_anew_is_no_new_money()
    {
        var pairing = LinePairing.Pair(["Оплата по сч", "б"], ["б", "Оплата по счёту 7"]);
        Assert.Equal([(0, 1), (1, 0)], pairing.Pairs.Order());
        Assert.Empty(pairing.Surplus);
    }

    [Fact]
    public void What_a_file_does_not_list_any_more_is_missing() =>
        Assert.Equal([1], LinePairing.Pair(["а", "б"], ["а"]).Missing);

    [Property(MaxTest = 300)]
    public Property Any_order_and_repetition_of_files_makes_the_same_books() => Prop.ForAll(
        Purposes().ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (lines, seed) =>
        {
            // Files of a part of the day's lines each, and the whole day, in any order, some of them twice.
            var random = new System.Random(seed);
            var files = Enumerable.Range(0, 4).Select(_ => Shuffled(lines, random).Take(random.Next(lines.Length + 1)));
            var sent = Shuffled([.. files.Select(file => file.ToArray()), lines, lines], random);

            var credited = new List<string>();
            foreach (var file in sent)
            {
                var pairing = LinePairing.Pair(credited, file);
                credited.AddRange([.. pairing.Surplus.Select(place => file[place])]);
            }

            Assert.Equal(lines.Order(StringComparer.Ordinal), credited.Order(StringComparer.Ordinal));
        });

    [Property(MaxTest = 300)]
    public Property Every_line_is_paired_once_or_left_over() => Prop.ForAll(
        Purposes().ToArbitrary(),
        Purposes().ToArbitrary(),
        (seen, listed) =>
        {
            var pairing = LinePairing.Pair(seen, listed);
            Assert.Equal(
                Enumerable.Range(0, seen.Length),
                pairing.Pairs.Select(pair => pair.Seen).Concat(pairing.Missing).Order());
            Assert.Equal(
                Enumerable.Range(0, listed.Length),
                pairing.Pairs.Select(pair => pair.Listed).Concat(pairing.Surplus).Order());
            Assert.True(pairing.Surplus.Count == 0 || pairing.Missing.Count == 0);
        });

    [Fact]
    public void A_line_that_replaces_one_of_the_same_number_and_payers_account_restates_it()
    {
        Assert.True(LineIdentity.Restates(Line with { Amount = Sample.Sum("300") }, Line));
        Assert.True(LineIdentity.Restates(Line with { Day = Sample.Day.AddDays(1) }, Line));
        Assert.True(LineIdentity.Restates(Line with { Counterparty = Line.Counterparty with { Inn = "" } }, Line));
        Assert.False(LineIdentity.Restates(Line with { Number = "13" }, Line));
        Assert.False(LineIdentity.Restates(Line with { Number = "" }, Line with { Number = "" }));
        Assert.False(LineIdentity.Restates(Line with { IsCredit = false }, Line));
        Assert.False(LineIdentity.Restates(Line with { Counterparty = Sample.Person }, Line));
    }

    [Fact]
    public void A_day_is_open_until_a_statement_made_on_a_later_day()
    {
        var made = new StatementSummary(StatementFormat.ClientBankExchange, Sample.Day, [], 0);
        Assert.True(made.IsClosed(Sample.Day.AddDays(-1)));
        Assert.False(made.IsClosed(Sample.Day));
        Assert.False((made with { CreatedOn = null }).IsClosed(Sample.Day.AddDays(-1)));
    }

    private static Gen<string[]> Purposes() =>
        Gen.Choose(0, 6).SelectMany(count => Gen.Elements("а", "б", "В", "г-7").ArrayOf(count));

    private static T[] Shuffled<T>(T[] items, System.Random random)
    {
        var shuffled = items.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
