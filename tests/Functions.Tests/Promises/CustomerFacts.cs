using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Functions.Tests.Promises;

/// <summary>What must be true of a customer's money whatever went wrong on the way.</summary>
internal static class CustomerFacts
{
    /// <summary>The rows of the customer's partition whose keys start so.</summary>
    public static async Task<IReadOnlyList<TableEntity>> RowsAsync(this SystemFixture fixture, Customer customer, string prefix) =>
        [.. (await fixture.Rows.OfAsync(customer.ClientId)).Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.Value)];

    /// <summary>The row of that key.</summary>
    public static async Task<TableEntity> RowAsync(this SystemFixture fixture, Customer customer, string key) =>
        (await fixture.Rows.OfAsync(customer.ClientId))[key];

    /// <summary>Every row of a table as text, but for how far reconciliation came.</summary>
    public static async Task<IReadOnlyList<string>> StoredAsync(this SystemFixture fixture, string table = "Clients")
    {
        var all = new List<string>();
        await foreach (var row in fixture.Rows.Table(table).QueryAsync<TableEntity>("RowKey ne 'checkpoint'", cancellationToken: TestContext.Current.CancellationToken))
        {
            all.Add(string.Join("; ", row.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={(value.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.Value)}")));
        }

        return all;
    }

    /// <summary>Letters whose subject starts so.</summary>
    public static int Count(this Customer customer, string subject) =>
        customer.Letters.Count(letter => letter.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Kopecks of a sum such as 900.00.</summary>
    public static long Kopecks(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    /// <summary>Fails the test unless account, ledger, payments, top-ups and receipts all tell the same story.</summary>
    /// <param name="fixture">Where.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="topUps">Money that came in, in kopecks.</param>
    /// <param name="payments">Money that was paid, in kopecks.</param>
    public static async Task HasLedgerAsync(this SystemFixture fixture, Customer customer, long[] topUps, long[] payments)
    {
        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        var entries = Of("entry-").OrderBy(row => row.GetInt64("Number")).ToArray();
        Assert.Equal(topUps.Concat(payments.Select(payment => -payment)).Order(), entries.Select(row => row.GetInt64("Amount")!.Value).Order());
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(number => (long)number), entries.Select(row => row.GetInt64("Number")!.Value));
        Assert.Equal(topUps.Sum() - payments.Sum(), rows["state-account"].GetInt64("Balance"));
        Assert.Equal(entries.Length, rows["state-account"].GetInt64("LastEntry"));
        Assert.Equal(topUps.Length, Of("topup-").Length);
        Assert.Equal(payments.Length, Of("payment-").Length);
        Assert.Equal(payments.Length, Of("paid-").Length);
        Assert.Equal(topUps.Length, customer.Count("Деньги поступили"));
        Assert.Equal(payments.Length, customer.Count("Оплачено"));

        TableEntity[] Of(string prefix) => [.. rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.Value)];
    }
}
