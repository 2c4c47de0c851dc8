using System.Text.RegularExpressions;
using Local;

namespace Billing.Tests;

/// <summary>Very many lines in one file: what is held at a time does not grow with them.</summary>
[Collection(nameof(LongStatementTests))]
public sealed partial class LongStatementTests
{
    // Buffers, a few lines and the days. The files have some 60 and 15 MB.
    private const long MaxGrowth = 2 * 1024 * 1024;

    [Theory]
    [InlineData(StatementFormat.ClientBankExchange, 100_000)]
    [InlineData(StatementFormat.Camt053, 10_000)]
    public void Is_read_with_the_memory_of_a_short_one(StatementFormat format, int count)
    {
        using var file = new RepeatedStream(Parts(format, count), count);
        var growth = new List<long>();
        var start = GC.GetTotalMemory(forceFullCollection: true);

        var summary = StatementCheck.Check(StatementReader.Read(file).Select(Measured), Sample.OwnAccounts);

        Assert.Equal(
            new Turnover(Money.FromRoubles(10L * count), Money.Zero, count, 0),
            Assert.Single(summary.Accounts).Turnover);
        Assert.Equal(4, growth.Count);
        Assert.All(growth, bytes => Assert.InRange(bytes, long.MinValue, MaxGrowth));

        StatementPart Measured(StatementPart part)
        {
            if (part is StatementLine { Position: var position } && position % (count / 4) == 0)
            {
                growth.Add(GC.GetTotalMemory(forceFullCollection: true) - start);
            }

            return part;
        }
    }

    /// <summary>Beginning, one movement, and end of a file with so many movements.</summary>
    private static (byte[] Start, byte[] Movement, byte[] End) Parts(StatementFormat format, int count)
    {
        var statement = Sample.Statement(Sample.Credit("10.00"));
        var (text, encoding, from, to) = format switch
        {
            StatementFormat.ClientBankExchange =>
                (ExchangeFile.Write(statement), StatementEncoding.Windows, "СекцияДокумент", "КонецФайла"),
            StatementFormat.Camt053 =>
                (Indents().Replace(CamtFile.Write(statement), ""), StatementEncoding.Utf8, "<Ntry>", "</Stmt>"),
        };
        var (start, end) = (text.IndexOf(from, StringComparison.Ordinal), text.IndexOf(to, StringComparison.Ordinal));
        return (
            encoding.GetBytes(WithTotals(text[..start], count)),
            encoding.GetBytes(text[start..end]),
            encoding.GetBytes(text[end..]));
    }

    private static string WithTotals(string start, int count) => start
        .Replace("100010.00", $"{100_000 + (10 * count)}.00")
        .Replace("=10.00", $"={10 * count}.00")
        .Replace(">10.00", $">{10 * count}.00");

    [GeneratedRegex(@"\n\s*")]
    private static partial Regex Indents();

    /// <summary>A file that is made while it is read.</summary>
    private sealed class RepeatedStream((byte[] Start, byte[] Movement, byte[] End) parts, int count) : MemoryStream
    {
        private int _part = -1;
        private int _place;

        public override int Read(Span<byte> buffer)
        {
            var part = _part < 0 ? parts.Start : _part < count ? parts.Movement : parts.End;
            if (_place == part.Length)
            {
                if (_part == count)
                {
                    return 0;
                }

                (_part, _place) = (_part + 1, 0);
                return Read(buffer);
            }

            var length = Math.Min(buffer.Length, part.Length - _place);
            part.AsSpan(_place, length).CopyTo(buffer);
            _place += length;
            return length;
        }

        public override int Read(byte[] buffer, int offset, int length) => Read(buffer.AsSpan(offset, length));
    }
}

/// <summary>Tests that measure the memory of the whole process run while no other test does.</summary>
[CollectionDefinition(nameof(LongStatementTests), DisableParallelization = true)]
public sealed class LongStatementsRunAlone;
