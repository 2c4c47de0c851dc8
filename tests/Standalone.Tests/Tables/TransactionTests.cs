using Azure;
using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

public sealed class TransactionTests(AzuriteFixture azurite) : TablesTest(azurite)
{
    [Fact]
    public async Task Every_kind_of_action_is_done_in_one_transaction()
    {
        foreach (var key in new[] { "merged", "replaced", "deleted", "upsertMerged", "upsertReplaced" })
        {
            await Table.AddEntityAsync(Row(key, "old", 1), Stop);
        }

        var version = (await ReadAsync("p", "merged")).ETag;
        var answers = await Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row("added", "new", 2)),
                new(TableTransactionActionType.UpdateMerge, Row("merged", "new", 2), version),
                new(TableTransactionActionType.UpdateReplace, Row("replaced", "new", 2), ETag.All),
                new(TableTransactionActionType.Delete, new TableEntity("p", "deleted")),
                new(TableTransactionActionType.UpsertMerge, Row("upsertMerged", "new", 2)),
                new(TableTransactionActionType.UpsertReplace, Row("upsertReplaced", "new", 2)),
                new(TableTransactionActionType.UpsertReplace, Row("upserted", "new", 2)),
            ],
            Stop);

        Assert.Equal(202, answers.GetRawResponse().Status);
        Assert.All(answers.Value, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(7, answers.Value.Count);
        Assert.Equal(
            ["added:-2", "merged:12", "replaced:-2", "upsertMerged:12", "upsertReplaced:-2", "upserted:-2"],
            await Table.QueryAsync<TableEntity>(cancellationToken: Stop)
                .Select(row => $"{row.RowKey}:{(row.ContainsKey("old") ? "1" : "-")}{row.GetInt32("new")}").ToListAsync(Stop));
    }

    [Fact]
    public async Task Each_answer_carries_the_version_that_its_row_got()
    {
        var answers = await Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Row("1", "v", 1)), new(TableTransactionActionType.UpsertReplace, Row("2", "v", 1))], Stop);

        Assert.Equal((await ReadAsync("p", "1")).ETag, answers.Value[0].Headers.ETag);
        Assert.Equal((await ReadAsync("p", "2")).ETag, answers.Value[1].Headers.ETag);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public async Task One_refused_action_undoes_all_and_tells_its_position(int position)
    {
        await Table.AddEntityAsync(Row("taken", "v", 1), Stop);
        var actions = Enumerable.Range(0, 15).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{n:00}", "v", n))).ToList();
        actions[position] = new TableTransactionAction(TableTransactionActionType.Add, Row("taken", "v", 2));

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(actions, Stop));

        Assert.Equal((409, "EntityAlreadyExists", position), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
        Assert.Equal(["taken"], await KeysAsync());
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_refuses_the_transaction()
    {
        await Table.AddEntityAsync(Row("account", "balance", 100L), Stop);
        var read = await ReadAsync("p", "account");
        await Table.UpdateEntityAsync(Row("account", "balance", 50L), read.ETag, cancellationToken: Stop);

        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Row("entry", "amount", -90L)),
                new(TableTransactionActionType.UpdateReplace, Row("account", "balance", 10L), read.ETag),
            ],
            Stop));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (error.Status, error.ErrorCode, error.FailedTransactionActionIndex));
        Assert.Equal(50L, (await ReadAsync("p", "account")).GetInt64("balance"));
        Assert.Equal(["account"], await KeysAsync());
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_row_that_is_not_there_refuses_its_change_or_deletion(TableTransactionActionType type)
    {
        var error = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, Row("1", "v", 1)), new(type, Row("missing", "v", 1), ETag.All)], Stop));

        Assert.Equal(404, error.Status);
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task An_update_without_a_version_adds_the_row_as_an_upsert_does()
    {
        await Table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, Row("1", "v", 1))], Stop);

        Assert.Equal(["1"], await KeysAsync());
    }

    [Fact]
    public async Task A_transaction_that_names_a_row_twice_is_refused()
    {
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => Table.SubmitTransactionAsync(
            [new(TableTransactionActionType.UpsertReplace, Row("1", "v", 1)), new(TableTransactionActionType.UpsertReplace, Row("1", "v", 2))], Stop));

        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task A_hundred_actions_are_done_at_once()
    {
        var answers = await Table.SubmitTransactionAsync([.. Adds("a", 100)], Stop);

        Assert.Equal(100, answers.Value.Count);
        Assert.Equal(100, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task Text_that_looks_like_a_part_of_the_protocol_stays_text()
    {
        const string Text = "--changeset_1--\r\n\r\nHTTP/1.1 409 Conflict\r\n{\"odata.error\":{}} ООО «Ромашка» 😀";

        await Table.SubmitTransactionAsync([new(TableTransactionActionType.Add, Row("O'Neil ё", "v", Text))], Stop);

        Assert.Equal(Text, (await ReadAsync("p", "O'Neil ё")).GetString("v"));
    }

    [Fact]
    public async Task No_actions_are_no_transaction()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([], Stop));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.SubmitTransactionAsync(null, Stop));
    }

    [Fact]
    public async Task A_transaction_on_a_missing_table_is_refused()
    {
        var table = new TableServiceClient(Account).GetTableClient("Missing");

        var error = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync([.. Adds("a", 2)], Stop));

        Assert.Equal((404, "TableNotFound"), (error.Status, error.ErrorCode));
    }

    private static IEnumerable<TableTransactionAction> Adds(string prefix, int count) =>
        Enumerable.Range(0, count).Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row($"{prefix}{n:000}", "v", n)));

    private static TableEntity Row(string key, string name, object value) => new("p", key) { [name] = value };

    private async Task<List<string>> KeysAsync() =>
        await Table.QueryAsync<TableEntity>(cancellationToken: Stop).Select(row => row.RowKey).ToListAsync(Stop);
}
