using Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Functions.Tests.Webhooks;

/// <summary>The log of webhooks is bounded.</summary>
public sealed class DeliveryRowsTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Deliveries_of_old_events_are_deleted_when_new_ones_come()
    {
        var rows = fixture.System.Services.GetRequiredService<DeliveryRows>();
        foreach (var number in new long[] { 1, 48, 49, 10_047 })
        {
            await SaveAsync(number);
        }

        await SaveAsync(10_048);

        var kept = await Task.WhenAll(new long[] { 1, 48, 49, 10_047, 10_048 }.Select(IsThereAsync));
        Assert.Equal([false, false, true, true, true], kept);

        async Task SaveAsync(long number) =>
            Assert.True(await rows.TrySaveAsync(null, New(number), TestContext.Current.CancellationToken));

        async Task<bool> IsThereAsync(long number) => await rows.FindAsync(
            DeliveryRows.IdOf(number, "0123456789abcdef"),
            TestContext.Current.CancellationToken) is not null;
    }

    [Fact]
    public void The_tries_that_are_kept_are_the_last_ones()
    {
        var delivery = Enumerable.Range(1, 100).Aggregate(New(1), (each, number) => each.With(
            new DeliveryAttempt(number, DateTimeOffset.UnixEpoch, Status: 500, Error: null, Milliseconds: 1),
            DeliveryStatus.Trying));

        Assert.Equal(20, delivery.Attempts.Count);
        Assert.Equal(100, delivery.LastAttempt);
    }

    private static WebhookDelivery New(long number) => new(
        number,
        "0123456789abcdef",
        "https://crm.example.ru/",
        $"evt-client-{number}",
        FeedEventType.ClientChanged,
        "client",
        DeliveryStatus.Trying,
        []);
}
