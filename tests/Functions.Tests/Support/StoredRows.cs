using System.Globalization;
using Azure.Data.Tables;

namespace Functions.Tests;

/// <summary>What is stored, seen past the functions.</summary>
public sealed class StoredRows(string storage)
{
    // Work stands in partitions of its due minute; other partitions of the table have names.
    private const string IsWork = "PartitionKey ge '0' and PartitionKey lt 'a'";

    private readonly TableServiceClient _service = new(storage);

    /// <summary>One of the app's tables: <c>Clients</c>, <c>Index</c>, <c>Pending</c>.</summary>
    public TableClient Table(string name) => _service.GetTableClient(name);

    /// <summary>The rows of a client's partition, by row key.</summary>
    public async Task<Dictionary<string, TableEntity>> OfAsync(string clientId)
    {
        var rows = new Dictionary<string, TableEntity>();
        await foreach (var row in Table("Clients").QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {clientId}"), cancellationToken: Stop))
        {
            rows[row.RowKey] = row;
        }

        return rows;
    }

    /// <summary>What <see cref="SystemFixture.UnchangedByAsync"/> does once all is quiet.</summary>
    internal async Task<Reply> UnchangedByAsync(Func<Task<Reply>> call, bool mayMark = false)
    {
        var (state, work) = (await StateAsync(), await NewWorkAsync());
        var reply = await call();
        Assert.Equal(state, await StateAsync());
        Assert.True(mayMark || !(await NewWorkAsync()).Except(work).Any(), "Work was marked.");
        return reply;
    }

    /// <summary>Waits until all work that follows from earlier calls is done.</summary>
    public Task QuietAsync() => Eventually.IsAsync(
        async () =>
        {
            await foreach (var row in Table("Pending").QueryAsync<TableEntity>(IsWork, cancellationToken: Stop))
            {
                if (row.GetString("LetterId") is not { } letter || letter == "reset-requested" || await IsToBeSentAsync(row.GetString("ClientId"), letter))
                {
                    return false;
                }
            }

            return true;
        },
        "No work is pending.");

    /// <summary>Every row but those of pending work as text, times and versions included: two of them are equal if nothing was written in between.</summary>
    /// <remarks>What the hourly reconciliation takes notes of is left out: it may run beside any test.</remarks>
    private async Task<IReadOnlyList<string>> StateAsync()
    {
        var all = new List<string>();
        foreach (var table in new[] { "Clients", "Index" })
        {
            await foreach (var row in Table(table).QueryAsync<TableEntity>("RowKey ne 'checkpoint'", cancellationToken: Stop))
            {
                all.Add(Text(row));
            }
        }

        return all;
    }

    /// <summary>The markers of work as calls leave them; those that the timer has put off since are others.</summary>
    private async Task<IReadOnlyList<string>> NewWorkAsync()
    {
        var all = new List<string>();
        await foreach (var row in Table("Pending").QueryAsync<TableEntity>($"{IsWork} and Attempts eq 0", cancellationToken: Stop))
        {
            all.Add(Text(row));
        }

        return all;
    }

    // A marker without its letter is of a payment that was not made, and one whose letter is sent of one that was repeated: in time they are given up.
    private async Task<bool> IsToBeSentAsync(string clientId, string letter) =>
        await Table("Clients").GetEntityIfExistsAsync<TableEntity>(clientId, "letter-" + letter, cancellationToken: Stop) is { HasValue: true } row
        && row.Value!.GetString("Status") is not ("Sent" or "Failed");

    private static string Text(TableEntity row) =>
        string.Join("; ", row.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
