using System.Globalization;
using Azure.Data.Tables;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Tests.Golden;

/// <summary>The seal of a row covers both its keys and every column, of every kind of row that is sealed.</summary>
public sealed class SealTests
{
    private readonly RowSeals _seals = new(Options.Create(new SealSettings { Keys = [GoldenFixture.SealKey] }));

    private static TableEntity[] Rows =>
    [
        .. GoldenRows.Read()
            .Where(each => each.Row.ContainsKey("Seal"))
            .Select(each => each.Row),
    ];

    private static (TableEntity Row, string Column)[] Columns =>
        [.. Rows.SelectMany(row => row.Keys.Select(column => (row, column)))];

    [Fact]
    public void A_row_as_it_was_written_fits_its_seal()
    {
        Assert.True(Rows.Length > 20, "There are sealed rows.");
        Assert.All(Rows, row => Assert.Null(_seals.MismatchOf(row)));
    }

    [Fact]
    public void No_key_and_no_column_can_be_changed_or_taken_away() => Assert.All(Columns, each =>
    {
        var (row, column) = each;
        Assert.NotNull(_seals.MismatchOf(new(row) { [column] = Changed(row[column]) }));
        if (!column.EndsWith("Key", StringComparison.Ordinal))
        {
            var rest = new TableEntity(row);
            rest.Remove(column);
            Assert.NotNull(_seals.MismatchOf(rest));
        }
    });

    [Fact]
    public void No_column_can_be_added_or_get_another_type() => Assert.All(Columns, each =>
    {
        var (row, column) = each;
        Assert.NotNull(_seals.MismatchOf(new(row) { ["Another"] = row[column] }));
        if (row[column] is long number)
        {
            Assert.NotNull(_seals.MismatchOf(new(row) { [column] = number.ToString(CultureInfo.InvariantCulture) }));
        }
    });

    private static object Changed(object value) => value switch
    {
        long number => number + 1,
        bool flag => !flag,
        byte[] bytes => bytes.Append((byte)0).ToArray(),
        string text => text + "0",
        _ => throw new InvalidOperationException($"A column is a {value.GetType().Name}."),
    };
}
