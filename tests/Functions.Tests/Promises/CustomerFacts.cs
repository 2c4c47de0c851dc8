using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Functions.Tests.Promises;

/// <summary>What must be true of a customer's money whatever went wrong on the way.</summary>
internal static class CustomerFacts
{
    /// <summary>The rows of the customer's partition whose keys start so.</summary>
    public static async Task<IReadOnlyList<TableEntity>> RowsAsync(
        this SystemFixture fixture,
        Customer customer,
        string prefix) => Of(await fixture.Rows.OfAsync(customer.ClientId), prefix);

    /// <summary>The row of that key.</summary>
    public static async Task<TableEntity> RowAsync(this SystemFixture fixture, Customer customer, string key) =>
        (await fixture.Rows.OfAsync(customer.ClientId))[key];

    /// <summary>Every row of a table as text.</summary>
    public static async Task<IReadOnlyList<string>> StoredAsync(this SystemFixture fixture, string table = "Clients")
    {
        var all = new List<string>();
        await foreach (var row in QueryAsync(fixture, table, ""))
        {
            all.Add(string.Join("; ", row.OrderBy(value => value.Key, StringComparer.Ordinal).Select(Text)));
        }

        return all;

        static string Text(KeyValuePair<string, object> column) =>
            $"{column.Key}={(column.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : column.Value)}";
    }

    /// <summary>How many account numbers lead to the customer.</summary>
    public static async Task<int> AccountsAsync(this SystemFixture fixture, Customer customer)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge 'account-' and PartitionKey lt 'account.' and ClientId eq {customer.ClientId}");
        return await QueryAsync(fixture, "Lookups", filter).CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Fails the test unless the customer has one account, had one letter with a password, and can log in with it.
    /// </summary>
    public static async Task HasOneCabinetAsync(this SystemFixture fixture, Customer customer)
    {
        Assert.Equal(1, await fixture.AccountsAsync(customer));
        Assert.Equal(1, customer.Count("Доступ"));
        (await customer.LogInAsync()).Is(200);
    }

    /// <summary>Letters whose subject starts so.</summary>
    public static int Count(this Customer customer, string subject) =>
        customer.Letters.Count(letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Kopecks of a sum such as 900.00.</summary>
    public static long Kopecks(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    /// <summary>
    /// Waits until every event of the customer is followed and every e-mail sent. The queues may hold messages about
    /// commits that never came.
    /// </summary>
    public static Task SettleAsync(this SystemFixture fixture, Customer customer) => Eventually.IsAsync(
        async () =>
        {
            var rows = await fixture.Rows.OfAsync(customer.ClientId);
            return Of(rows, "event-").All(IsDone) && Of(rows, "email-").All(row => (string)row["Status"] == "sent");
        },
        "All events are followed, and all e-mails sent.");

    /// <summary>
    /// Fails the test unless account, entries, events, expiry, e-mails and letters tell the same story, and all that
    /// follows is done.
    /// </summary>
    /// <param name="fixture">Where.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="topUps">Money that came in, in kopecks.</param>
    /// <param name="payments">Money that was paid, in kopecks.</param>
    public static async Task HasLedgerAsync(
        this SystemFixture fixture,
        Customer customer,
        long[] topUps,
        long[] payments)
    {
        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        var entries = Of(rows, "entry-").OrderBy(Number).ToArray();
        Assert.Equal(topUps.Concat(payments.Select(payment => -payment)).Order(), entries.Select(Amount).Order());
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(number => (long)number), entries.Select(Number));
        Assert.Equal(topUps.Sum() - payments.Sum(), rows["state-account"].GetInt64("Balance"));
        Assert.Equal(entries.Length, rows["state-account"].GetInt64("LastEntry"));

        var events = Of(rows, "event-");
        Assert.All(events, record => Assert.True(IsDone(record), $"{record.RowKey} is not followed."));
        Assert.Equal(
            entries.Select(entry => ($"event-{entry["EventId"]}", (long?)Number(entry))).Order(),
            events.Where(record => record.ContainsKey("Entry"))
                .Select(record => (record.RowKey, record.GetInt64("Entry"))));

        var paidDays = Of(rows, "state-subscription-").Where(row => (string)row["Status"] == "paid");
        Assert.Equal(
            paidDays.Select(row => (string)row["PaidThrough"]).Distinct().Order(),
            await ExpiryDaysAsync(fixture, customer));

        Assert.Equal(
            entries.Select(entry => $"email-entry-{Number(entry)}").Order(StringComparer.Ordinal),
            Of(rows, "email-entry-").Where(row => (string)row["Status"] == "sent").Select(row => row.RowKey));
        Assert.Equal(topUps.Length, customer.Count("Деньги поступили"));
        Assert.Equal(payments.Length, customer.Count("Оплачено"));
    }

    private static async Task<IReadOnlyList<string>> ExpiryDaysAsync(SystemFixture fixture, Customer customer)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey eq {customer.ClientId}");
        return await QueryAsync(fixture, "Expiries", filter)
            .Select(row => row.PartitionKey)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private static IAsyncEnumerable<TableEntity> QueryAsync(SystemFixture fixture, string table, string filter) =>
        fixture.Rows.Table(table).QueryAsync<TableEntity>(
            filter,
            cancellationToken: TestContext.Current.CancellationToken);

    private static IReadOnlyList<TableEntity> Of(Dictionary<string, TableEntity> rows, string prefix) =>
    [
        .. rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => row.Value),
    ];

    private static bool IsDone(TableEntity record) =>
        (string)record["Kind"] == "abandoned" || record.GetBoolean("IsFollowed") == true;

    private static long Number(TableEntity entry) => entry.GetInt64("Number")!.Value;

    private static long Amount(TableEntity entry) => entry.GetInt64("Amount")!.Value;
}
