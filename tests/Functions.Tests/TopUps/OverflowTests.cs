using Azure;
using Billing;
using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.TopUps;

public sealed class OverflowTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task A_top_up_that_would_overflow_the_balance_is_refused_and_books_nothing()
    {
        var customer = await fixture.NewCustomerAsync("1.00");
        var receivedAt = fixture.System.Clock.GetUtcNow();
        var topUp = (await customer.TopUpAsync("2.00", "before", receivedAt)).Is(201);
        await FillAsync(customer);
        var rows = await RowsAsync(customer);

        (await customer.TopUpAsync("0.08")).IsProblem(422, "validation-failed", "amount.amount");
        await fixture.QuietAsync();

        Assert.Equal(rows, await RowsAsync(customer));
        Assert.Equal(topUp["topUpId"], (await customer.TopUpAsync("2.00", "before", receivedAt)).Is(200)["topUpId"]);
        (await customer.TopUpAsync("0.07")).Is(201);
        Assert.Equal("92233720368547758.07", await customer.BalanceAsync());
    }

    private async Task<IEnumerable<(string, ETag)>> RowsAsync(Customer customer) =>
        (await fixture.Rows.OfAsync(customer.ClientId)).Values.Select(row => (row.RowKey, row.ETag));

    /// <summary>Leaves room for seven kopecks: no sum of top-ups that a test can make comes near.</summary>
    private async Task FillAsync(Customer customer)
    {
        await fixture.QuietAsync();
        var states = fixture.System.Services.GetRequiredService<ClientStates>();
        var state = await states.LoadAsync(customer.ClientId, TestContext.Current.CancellationToken);
        var commit = new Commit(state).Save(state.Account! with { Balance = new Money(long.MaxValue - 7) });
        Assert.True(await states.TryCommitAsync(commit, TestContext.Current.CancellationToken));
    }
}
