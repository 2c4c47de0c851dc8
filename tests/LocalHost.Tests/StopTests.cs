using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LocalHost.Tests;

/// <summary>A stop lets what runs end, takes nothing more, and waits for nobody for ever.</summary>
public sealed class StopTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_that_run_are_finished()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());
        var call = app.Http.GetStringAsync("/api/waitsforrelease", Cancel);
        await app.CallsOfAsync("running", 1);

        var stop = app.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        app.Calls.Release("release");

        Assert.Equal("finished", await call);
        await stop;
        await Assert.ThrowsAsync<HttpRequestException>(() => app.Http.GetAsync("/api/method", Cancel));
    }

    [Fact]
    public async Task Messages_that_run_are_finished_and_no_more_are_taken()
    {
        // One at a time: while the first runs, no request for a second is on its way to be answered after the stop.
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), new()
        {
            ["AzureFunctionsJobHost:extensions:queues:batchSize"] = "1",
            ["AzureFunctionsJobHost:extensions:queues:newBatchThreshold"] = "0",
        });
        var queue = await app.QueueAsync("waiting");
        await queue.SendMessageAsync("first", Cancel);
        await app.CallsOfAsync("Waiting", 1);

        var stop = app.Host.StopAsync();
        await queue.SendMessageAsync("second", Cancel);
        app.Calls.Release("release");
        await stop;

        Assert.Equal(["first"], app.Calls.Of("Waited"));
        Assert.Equal(
            ["second"],
            (await queue.PeekMessagesAsync(32, Cancel)).Value.Select(message => message.Body.ToString()));
    }

    [Fact]
    public async Task A_function_that_goes_on_past_the_limit_is_told_to_end()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(log);
        await (await app.QueueAsync("until-cancelled")).SendMessageAsync("x", Cancel);
        await app.CallsOfAsync("UntilCancelled", 1);

        await app.Host.StopAsync();

        Assert.Equal([true], app.Calls.Of("UntilCancelledEnded"));
        Assert.Equal(
            "Warning Functions still ran 1 s after the stop and are told to end.",
            Assert.Single(log.With("still ran")));
    }

    [Fact]
    public async Task A_function_that_does_not_end_at_all_holds_up_nobody()
    {
        var log = new RecordingLog();
        await using var app = await StartAsync(log);
        await (await app.QueueAsync("waiting")).SendMessageAsync("stuck", Cancel);
        await app.CallsOfAsync("Waiting", 1);
        var started = Stopwatch.GetTimestamp();

        await app.Host.StopAsync();

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30));
        Assert.Single(log.With("the worker is ended under them"));
    }

    private Task<RunningApp> StartAsync(RecordingLog log) => RunningApp.StartAsync(
        azurite.NewAccount(),
        options: options => options with
        {
            StopLimit = TimeSpan.FromSeconds(1),
            Logging = logging => logging.AddProvider(log),
        });
}
