using Azure.Data.Tables;

namespace Standalone.Tests.Tables;

public sealed class TableTests(AzuriteFixture azurite) : TablesTest(azurite)
{
    [Fact]
    public async Task A_table_is_made_once_and_making_it_again_tells_that_it_is_there()
    {
        var table = new TableServiceClient(Account).GetTableClient("Other");

        var first = await table.CreateIfNotExistsAsync(Stop);
        var second = await table.CreateIfNotExistsAsync(Stop);

        Assert.Equal(("Other", 204), (first.Value.Name, first.GetRawResponse().Status));
        Assert.Equal(("Other", 409), (second.Value.Name, second.GetRawResponse().Status));
        await RefusedAsync(409, "TableAlreadyExists", table.CreateAsync(Stop));
    }

    [Fact]
    public async Task A_table_is_deleted_with_its_rows_and_deleting_it_again_does_no_harm()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"), Stop);

        var first = await Table.DeleteAsync(Stop);
        var second = await Table.DeleteAsync(Stop);

        Assert.Equal((204, 404), (first.Status, second.Status));
        await RefusedAsync(404, "TableNotFound", Table.AddEntityAsync(new TableEntity("p", "r"), Stop));
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop)).HasValue);
    }

    [Fact]
    public async Task The_accounts_tables_are_listed()
    {
        var service = new TableServiceClient(Account);
        await service.CreateTableIfNotExistsAsync("Clients", Stop);
        await service.CreateTableAsync("Pending", Stop);
        await service.DeleteTableAsync("Pending", Stop);

        var names = await service.QueryAsync(cancellationToken: Stop).Select(table => table.Name).ToListAsync(Stop);
        var one = await service.QueryAsync("TableName eq 'Clients'", 10, Stop).Select(table => table.Name).ToListAsync(Stop);

        Assert.Equal(["Clients", "Rows"], names.Order());
        Assert.Equal(["Clients"], one);
    }
}
