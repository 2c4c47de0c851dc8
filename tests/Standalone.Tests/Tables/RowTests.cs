using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Standalone.Tests.Tables;

public sealed class RowTests(AzuriteFixture azurite) : TablesTest(azurite)
{
    [Fact]
    public async Task A_row_is_added_once()
    {
        var added = await Table.AddEntityAsync(Row("v", 1), Stop);

        Assert.Equal(204, added.Status);
        await RefusedAsync(409, "EntityAlreadyExists", Table.AddEntityAsync(Row("v", 2), Stop));
        Assert.Equal(1, (await ReadAsync("p", "r")).GetInt32("v"));
    }

    [Fact]
    public async Task A_written_row_has_the_version_and_the_time_that_reading_it_gives()
    {
        var added = await Table.AddEntityAsync(Row("v", 1), Stop);
        var row = await ReadAsync("p", "r");

        Assert.Equal(added.Headers.ETag, row.ETag);
        Assert.InRange(row.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));

        var updated = await Table.UpdateEntityAsync(Row("v", 2), row.ETag, cancellationToken: Stop);
        Assert.NotEqual(row.ETag, updated.Headers.ETag);
        Assert.Equal(updated.Headers.ETag, (await ReadAsync("p", "r")).ETag);
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_is_not_changed_again()
    {
        await Table.AddEntityAsync(Row("v", 1), Stop);
        var first = await ReadAsync("p", "r");
        await Table.UpdateEntityAsync(Row("v", 2), first.ETag, TableUpdateMode.Replace, Stop);

        await RefusedAsync(412, "UpdateConditionNotSatisfied", Table.UpdateEntityAsync(Row("v", 3), first.ETag, TableUpdateMode.Replace, Stop));
        await RefusedAsync(412, "UpdateConditionNotSatisfied", Table.UpdateEntityAsync(Row("v", 3), first.ETag, TableUpdateMode.Merge, Stop));
        await RefusedAsync(412, "UpdateConditionNotSatisfied", Table.DeleteEntityAsync("p", "r", first.ETag, Stop));

        Assert.Equal(2, (await ReadAsync("p", "r")).GetInt32("v"));
    }

    [Fact]
    public async Task An_update_under_any_version_needs_the_row_to_be_there()
    {
        await RefusedAsync(404, "ResourceNotFound", Table.UpdateEntityAsync(Row("v", 1), ETag.All, cancellationToken: Stop));

        await Table.AddEntityAsync(Row("v", 1), Stop);
        await Table.UpdateEntityAsync(Row("v", 2), ETag.All, cancellationToken: Stop);

        Assert.Equal(2, (await ReadAsync("p", "r")).GetInt32("v"));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_anything_is_sent() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("v", 1), default, cancellationToken: Stop));

    [Fact]
    public async Task Merging_keeps_what_is_not_given_and_replacing_drops_it()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 1, ["b"] = 1 }, Stop);

        await Table.UpdateEntityAsync(Row("b", 2), ETag.All, TableUpdateMode.Merge, Stop);
        var merged = await ReadAsync("p", "r");
        await Table.UpdateEntityAsync(Row("b", 3), ETag.All, TableUpdateMode.Replace, Stop);
        var replaced = await ReadAsync("p", "r");

        Assert.Equal((1, 2), (merged.GetInt32("a"), merged.GetInt32("b")));
        Assert.Equal((null, 3), (replaced.GetInt32("a"), replaced.GetInt32("b")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, 1)]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_adds_and_then_changes(TableUpdateMode mode, int? kept)
    {
        await Table.UpsertEntityAsync(Row("a", 1), mode, Stop);
        await Table.UpsertEntityAsync(Row("b", 2), mode, Stop);

        var row = await ReadAsync("p", "r");
        Assert.Equal((kept, 2), (row.GetInt32("a"), row.GetInt32("b")));
    }

    [Fact]
    public async Task A_null_property_is_not_kept_by_a_row_and_not_cleared_by_a_merge()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 1, ["n"] = null }, Stop);
        await Table.UpdateEntityAsync(Row("a", null), ETag.All, TableUpdateMode.Merge, Stop);

        var row = await ReadAsync("p", "r");
        Assert.False(row.ContainsKey("n"));
        Assert.Equal(1, row.GetInt32("a"));
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_an_error_to_get_and_none_to_ask_for_or_to_delete()
    {
        await RefusedAsync(404, "ResourceNotFound", Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop));
        var asked = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop);
        var deleted = await Table.DeleteEntityAsync("p", "r", cancellationToken: Stop);

        Assert.False(asked.HasValue);
        Assert.Equal(404, asked.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => asked.Value);
        Assert.Equal(404, deleted.Status);
    }

    [Fact]
    public async Task A_row_that_is_there_can_be_asked_for_and_deleted()
    {
        await Table.AddEntityAsync(Row("v", 1), Stop);

        var asked = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop);
        Assert.True(asked.HasValue);
        var deleted = await Table.DeleteEntityAsync(asked.Value, asked.Value!.ETag, Stop);

        Assert.Equal(204, deleted.Status);
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop)).HasValue);
    }

    [Fact]
    public async Task Only_the_selected_properties_of_a_row_are_read()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 1, ["b"] = 2 }, Stop);

        var row = (await Table.GetEntityAsync<TableEntity>("p", "r", ["b", "RowKey"], Stop)).Value;

        Assert.Equal(2, row.GetInt32("b"));
        Assert.Equal("r", row.RowKey);
        Assert.Null(row.PartitionKey);
        Assert.False(row.ContainsKey("a"));
    }

    [Theory]
    [InlineData("O'Neil", "''")]
    [InlineData("ООО «Ромашка»", "+7 900 123-45-67")]
    [InlineData("100%", "%2F&a=b;c,d(e)[f]{g}@!$*~|^`<>\"")]
    [InlineData("", "")]
    [InlineData("日本語😀", "é")]
    public async Task Keys_may_hold_any_character_that_the_service_allows(string partitionKey, string rowKey)
    {
        await Table.AddEntityAsync(new TableEntity(partitionKey, rowKey) { ["v"] = 1 }, Stop);
        await Table.UpsertEntityAsync(new TableEntity(partitionKey, rowKey) { ["v"] = 2 }, cancellationToken: Stop);
        var row = await ReadAsync(partitionKey, rowKey);

        Assert.Equal((partitionKey, rowKey, 2), (row.PartitionKey, row.RowKey, row.GetInt32("v")));
        Assert.Equal(204, (await Table.DeleteEntityAsync(partitionKey, rowKey, row.ETag, Stop)).Status);
    }

    [Fact]
    public async Task A_row_without_a_key_is_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync<TableEntity>(null!, Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.AddEntityAsync(new TableEntity(), Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.UpsertEntityAsync(new TableEntity("p", null), cancellationToken: Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.DeleteEntityAsync(null, "r", cancellationToken: Stop));
    }

    [Fact]
    public async Task A_cancelled_call_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.AddEntityAsync(Row("v", 1), cancelled.Token));
    }

    [Fact]
    public async Task The_services_codes_compare_with_those_of_errors()
    {
        await Table.AddEntityAsync(Row("v", 1), Stop);
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(Row("v", 1), Stop));

        Assert.True(error.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.True(TableErrorCode.ResourceNotFound != error.ErrorCode);
        Assert.Equal("UpdateConditionNotSatisfied", TableErrorCode.UpdateConditionNotSatisfied.ToString());
    }

    private static TableEntity Row(string name, object? value) => new("p", "r") { [name] = value };
}
