using System.Globalization;
using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

public sealed class QueryTests(AzuriteFixture azurite) : TablesTest(azurite)
{
    [Fact]
    public async Task Rows_come_sorted_and_only_those_of_the_filter()
    {
        await AddAsync(Row("b", "2"), Row("a", "2"), Row("a", "10"), Row("a", "1"));

        Assert.Equal(["a/1", "a/10", "a/2"], await KeysAsync("PartitionKey eq 'a'"));
        Assert.Equal(["a/10", "a/2"], await KeysAsync("PartitionKey eq 'a' and RowKey gt '1'"));
        Assert.Equal(["a/1", "a/10"], await KeysAsync("PartitionKey eq 'a' and RowKey ge '1' and RowKey lt '2'"));
        Assert.Equal(["a/2", "b/2"], await KeysAsync("RowKey eq '2' or RowKey eq 'x'"));
        Assert.Equal(["a/1", "a/10", "a/2", "b/2"], await KeysAsync(null));
        Assert.Empty(await KeysAsync("PartitionKey eq 'c'"));
    }

    [Fact]
    public async Task Values_of_every_type_can_be_filtered_by()
    {
        var guid = Guid.NewGuid();
        var instant = new DateTimeOffset(2026, 11, 22, 10, 0, 0, 123, TimeSpan.FromHours(3));
        var row = Row("p", "1");
        (row["Text"], row["Int"], row["Long"], row["Double"], row["Flag"], row["Guid"], row["Instant"]) =
            ("O'Neil «ё»", -5, 5_000_000_000, 1.5, true, guid, instant);
        var other = Row("p", "2");
        (other["Text"], other["Int"], other["Long"], other["Double"], other["Flag"], other["Guid"], other["Instant"]) =
            ("x", 5, 5L, 2.5, false, Guid.NewGuid(), instant.AddSeconds(1));
        await AddAsync(row, other);

        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Text eq {"O'Neil «ё»"}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Int lt {0} and Int eq {-5}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Long eq {5_000_000_000}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Double le {1.5}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Flag eq {true}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Guid eq {guid}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Instant le {instant}")));
        Assert.Equal(["p/1"], await KeysAsync(TableClient.CreateQueryFilter($"Instant eq {instant.UtcDateTime}")));
    }

    [Fact]
    public void A_filters_values_are_written_as_the_service_reads_them()
    {
        var instant = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(3));

        Assert.Equal(
            "A eq 'it''s' and B gt 5L and C eq true and D lt datetime'2026-01-02T00:04:05Z' and E eq 1.5 and F eq -7 and G eq guid'00000000-0000-0000-0000-000000000000' and H eq X'01FF'",
            TableClient.CreateQueryFilter(
                $"A eq {"it's"} and B gt {5L} and C eq {true} and D lt {instant} and E eq {1.5} and F eq {-7} and G eq {Guid.Empty} and H eq {new byte[] { 1, 255 }}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {DayOfWeek.Friday}"));
    }

    [Fact]
    public async Task A_value_cannot_break_out_of_its_filter()
    {
        await AddAsync(Row("victim", "1"));

        Assert.Empty(await KeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"x' or PartitionKey ne 'x"}")));
    }

    [Fact]
    public async Task Pages_hold_no_more_than_asked_for_and_can_be_gone_on_with_later()
    {
        await AddAsync([.. Enumerable.Range(0, 7).Select(n => Row("клиент 'А'", n.ToString(CultureInfo.InvariantCulture)))]);

        var sizes = new List<int>();
        await foreach (var page in Table.QueryAsync<TableEntity>(maxPerPage: 3, cancellationToken: Stop).AsPages())
        {
            sizes.Add(page.Values.Count);
        }

        var first = await Table.QueryAsync<TableEntity>(cancellationToken: Stop).AsPages(pageSizeHint: 2).FirstAsync(Stop);
        var rest = await Table.QueryAsync<TableEntity>(cancellationToken: Stop).AsPages(first.ContinuationToken).SelectMany(page => page.Values.ToAsyncEnumerable()).ToListAsync(Stop);

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(["0", "1"], first.Values.Select(row => row.RowKey));
        Assert.Equal(["2", "3", "4", "5", "6"], rest.Select(row => row.RowKey));
        Assert.Equal(200, first.GetRawResponse().Status);
    }

    [Fact]
    public async Task More_rows_than_the_service_gives_at_once_come_all_the_same()
    {
        foreach (var rows in Enumerable.Range(0, 1100).Select(n => Row("p", $"{n:0000}")).Chunk(100))
        {
            await Table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), Stop);
        }

        var pages = await Table.QueryAsync<TableEntity>(cancellationToken: Stop).AsPages().ToListAsync(Stop);

        Assert.Equal([1000, 100], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(1100, pages.SelectMany(page => page.Values).Select(row => row.RowKey).Distinct().Count());
    }

    [Fact]
    public async Task Only_the_selected_properties_are_read()
    {
        var row = Row("p", "1");
        (row["a"], row["b"]) = (1, 2);
        await AddAsync(row);

        var read = await Table.QueryAsync<TableEntity>(select: ["a", "PartitionKey"], cancellationToken: Stop).SingleAsync(Stop);

        Assert.Equal(("p", 1), (read.PartitionKey, read.GetInt32("a")));
        Assert.False(read.ContainsKey("b"));
    }

    [Fact]
    public async Task A_row_read_by_a_query_can_be_changed_under_its_version()
    {
        await AddAsync(Row("p", "1"));

        var read = await Table.QueryAsync<TableEntity>(cancellationToken: Stop).SingleAsync(Stop);
        read["v"] = 1;
        await Table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, Stop);

        Assert.NotNull(read.Timestamp);
        await RefusedAsync(412, "UpdateConditionNotSatisfied", Table.UpdateEntityAsync(read, read.ETag, TableUpdateMode.Replace, Stop));
    }

    [Fact]
    public async Task A_malformed_filter_is_the_services_to_refuse()
    {
        await AddAsync(Row("p", "1"));

        var error = await Assert.ThrowsAsync<Azure.RequestFailedException>(async () => await KeysAsync("PartitionKey eq"));

        Assert.Equal(400, error.Status);
    }

    [Fact]
    public async Task A_cancelled_query_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.QueryAsync<TableEntity>(cancellationToken: cancelled.Token).ToListAsync(Stop));
    }

    private static TableEntity Row(string partitionKey, string rowKey) => new(partitionKey, rowKey);

    private async Task AddAsync(params TableEntity[] rows)
    {
        foreach (var row in rows)
        {
            await Table.AddEntityAsync(row, Stop);
        }
    }

    private async Task<List<string>> KeysAsync(string? filter) =>
        await Table.QueryAsync<TableEntity>(filter, cancellationToken: Stop).Select(row => $"{row.PartitionKey}/{row.RowKey}").ToListAsync(Stop);
}
