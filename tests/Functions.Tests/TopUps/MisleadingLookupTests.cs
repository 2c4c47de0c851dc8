using Azure;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.TopUps;

/// <summary>Leaves a message for an event that never comes, so it has a system for itself.</summary>
public sealed class MisleadingLookupTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_look_up_that_leads_to_another_client_books_nothing()
    {
        var customers = await fixture.NewCustomersAsync(2, "100.00");
        await fixture.QuietAsync();
        var tables = fixture.System.Services.GetRequiredService<Tables>();
        await tables.Lookups.UpsertAsync(
            $"account-{customers[0].AccountNumber}",
            "client",
            new ClientLookup(customers[1].ClientId, fixture.System.Clock.GetUtcNow()),
            TestContext.Current.CancellationToken);
        var rows = await RowsAsync(customers);

        (await customers[0].TopUpAsync("1.00")).IsProblem(409, "account-under-review");

        Assert.Equal(rows, await RowsAsync(customers));
        (await customers[1].TopUpAsync("1.00")).Is(201);
    }

    private async Task<IEnumerable<(string, string, ETag)>> RowsAsync(Customer[] customers)
    {
        var partitions = await Task.WhenAll(customers.Select(customer => fixture.Rows.OfAsync(customer.ClientId)));
        return partitions.SelectMany(rows => rows.Values).Select(row => (row.PartitionKey, row.RowKey, row.ETag));
    }
}
