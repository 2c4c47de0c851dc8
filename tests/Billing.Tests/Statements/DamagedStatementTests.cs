using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Local;

namespace Billing.Tests;

/// <summary>Whatever happens to a file on its way: the same sums for the same accounts, or nothing at all.</summary>
public sealed class DamagedStatementTests
{
    private static readonly byte[][] Files =
    [
        .. Enum.GetValues<StatementEncoding>().Select(encoding =>
            encoding.GetBytes(ExchangeFile.Write(Sample.Usual))),
        StatementEncoding.Utf8.GetBytes(CamtFile.Write(Sample.Usual, "02")),
        StatementEncoding.Utf8WithMark.GetBytes(CamtFile.Write(Sample.Usual, "08")),
        StatementEncoding.Windows.GetBytes(CamtFile.Write(Sample.Usual, "04", "windows-1251")),
    ];

    private static readonly HashSet<string>[] Accounts = [.. Files.Select(file => SumsOf(file)!)];

    [Fact]
    public void Every_truncation_is_refused_or_changes_nothing() => Assert.All(Files, (file, number) =>
    {
        // Each place near the end, where a file is still nearly whole, and some before.
        for (var length = file.Length; length >= 0; length -= length > file.Length - 100 ? 1 : 31)
        {
            AssertRefusedOrSame(file[..length], number);
        }
    });

    [Property(MaxTest = 1_000)]
    public Property A_flipped_byte_is_refused_or_changes_no_sum() => Prop.ForAll(
        Gen.Choose(0, Files.Length - 1).ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Gen.Choose(1, 255).ToArbitrary(),
        (number, place, bits) =>
        {
            var file = Files[number].ToArray();
            file[place % file.Length] ^= (byte)bits;
            AssertRefusedOrSame(file, number);
        });

    // A whole account that is not there cannot be missed.
    [Property(MaxTest = 500)]
    public Property A_piece_cut_out_or_doubled_is_refused_or_changes_no_accounts_sums() => Prop.ForAll(
        Gen.Choose(0, Files.Length - 1).ToArbitrary(),
        Gen.Choose(0, int.MaxValue).Two().ToArbitrary(),
        ArbMap.Default.ArbFor<bool>(),
        (number, places, isDoubled) =>
        {
            var file = Files[number];
            var from = places.Item1 % file.Length;
            var to = from + (places.Item2 % (file.Length - from));
            byte[] damaged = [.. file[..(isDoubled ? to : from)], .. file[(isDoubled ? from : to)..]];
            Assert.Subset(Accounts[number], SumsOf(damaged) ?? []);
        });

    [Property(MaxTest = 300)]
    public void Any_bytes_are_refused(byte[] bytes) => AssertRefused(bytes);

    [Property(MaxTest = 500)]
    public Property Any_lines_of_the_formats_are_refused() => Prop.ForAll(
        Gen.Elements(Pieces()).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
        text =>
        {
            AssertRefused(StatementEncoding.Windows.GetBytes("1CClientBankExchange\r\n" + text));
            AssertRefused(StatementEncoding.Utf8.GetBytes("<Document><BkToCstmrStmt>" + text));
        });

    private static string[] Pieces() =>
    [
        .. ExchangeFile.Write(Sample.Usual).Replace("КонецФайла", "").Split("\r\n").Select(line => line + "\n"),
        .. CamtFile.Write(Sample.Usual).Split('\n').Select(line => line.Trim()),
    ];

    private static void AssertRefused(byte[] bytes)
    {
        var exception = Assert.Throws<StatementException>(() => Sample.Check(bytes));
        Assert.Matches("[а-я]", exception.Message);
    }

    private static void AssertRefusedOrSame(byte[] bytes, int number) =>
        Assert.Equal(Accounts[number], SumsOf(bytes) ?? Accounts[number]);

    /// <summary>
    /// What is credited, and to which account; null if the file is refused. No check digit covers the days, so that a
    /// changed one stays unseen within the statement's period.
    /// </summary>
    private static HashSet<string>? SumsOf(byte[] bytes)
    {
        try
        {
            return [.. Sample.Check(bytes).Accounts.Select(account =>
                $"{account.Account} {account.Opening} {account.Turnover} {account.Closing}")];
        }
        catch (StatementException)
        {
            return null;
        }
    }
}
