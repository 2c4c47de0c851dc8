using System.Net;
using Azure.Storage.Blobs;
using TimerInfo = Microsoft.Azure.Functions.Worker.TimerInfo;

namespace LocalHost.Tests;

public sealed class TimerTests(AzuriteFixture azurite)
{
    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.Zero));
    private readonly string _storage = azurite.NewAccount();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_when_its_time_comes_and_not_before()
    {
        await using var app = await StartAsync();
        Assert.Equal(At(13, 0), Timer(app, "Hourly").Next);

        _clock.Advance(TimeSpan.FromMinutes(29));
        await _clock.SeenAsync(app);
        Assert.Empty(app.Calls.Of("Hourly"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        var timer = Assert.IsType<TimerInfo>((await app.CallsOfAsync("Hourly", 1)).Single());

        Assert.False(timer.IsPastDue);
        Assert.Equal(At(13, 0).UtcDateTime, timer.ScheduleStatus!.Next);
        await Eventually.IsAsync(
            () => Timer(app, "Hourly") is { Last: var last, Next: var next } && last == At(13, 0) && next == At(14, 0),
            "The timer ran and has its next time.");
    }

    [Fact]
    public async Task A_clock_that_jumps_over_several_runs_makes_one()
    {
        await using var app = await StartAsync();

        _clock.Advance(TimeSpan.FromHours(5));
        await app.CallsOfAsync("Hourly", 1);
        await Eventually.IsAsync(() => Timer(app, "Hourly").Next == At(18, 0), "The timer ran and has its next time.");

        Assert.Single(app.Calls.Of("Hourly"));
        Assert.Equal(At(17, 30), Timer(app, "Hourly").Last);
    }

    [Fact]
    public async Task The_state_is_kept_as_the_host_keeps_it()
    {
        await using (var app = await StartAsync(hostId: "some-host"))
        {
            _clock.Advance(TimeSpan.FromMinutes(30));
            await Eventually.IsAsync(
                () => Timer(app, "Hourly").Last == At(13, 0),
                "The timer ran and has its next time.");
        }

        var blob = new BlobClient(_storage, "azure-webjobs-hosts", "timers/some-host/Host.Functions.Hourly/status");
        var status = (await blob.DownloadContentAsync(Cancel)).Value.Content.ToString();

        Assert.Equal(
            """{"Last":"2026-11-22T13:00:00Z","Next":"2026-11-22T14:00:00Z","LastUpdated":"2026-11-22T13:00:00Z"}""",
            status);
    }

    [Fact]
    public async Task A_run_missed_while_stopped_is_made_up_for_once_and_is_past_due()
    {
        await using (await StartAsync())
        {
        }

        _clock.Advance(TimeSpan.FromHours(3));
        await using var app = await StartAsync();

        var timer = Assert.IsType<TimerInfo>((await app.CallsOfAsync("Hourly", 1)).Single());
        Assert.True(timer.IsPastDue);
        await Eventually.IsAsync(
            () => Timer(app, "Hourly") is { Last: var last, Next: var next } && last == At(15, 30) && next == At(16, 0),
            "The timer ran and has its next time.");
    }

    [Fact]
    public async Task Nothing_is_made_up_for_where_nothing_was_missed()
    {
        await using (await StartAsync())
        {
        }

        _clock.Advance(TimeSpan.FromMinutes(29));
        await using var app = await StartAsync();
        await _clock.SeenAsync(app);

        Assert.Empty(app.Calls.Of("Hourly"));
    }

    [Fact]
    public async Task A_state_kept_for_another_schedule_is_begun_anew()
    {
        await KeepAsync(
            "other",
            """{"Last":"2026-11-21T07:07:00Z","Next":"2026-11-22T07:07:00Z","LastUpdated":"2026-11-21T07:07:00Z"}""");

        await using var app = await StartAsync(hostId: "other");
        await _clock.SeenAsync(app);

        Assert.Empty(app.Calls.Of("Hourly"));
        Assert.Equal(At(13, 0), Timer(app, "Hourly").Next);
    }

    [Fact]
    public async Task A_state_that_the_host_wrote_is_understood()
    {
        // As Newtonsoft.Json writes local times on a machine whose time is UTC.
        await KeepAsync(
            "other",
            """
            {"Last":"2026-11-22T10:00:00+00:00","Next":"2026-11-22T11:00:00+00:00",
            "LastUpdated":"2026-11-22T10:00:00+00:00"}
            """);

        await using var app = await StartAsync(hostId: "other");

        Assert.True(Assert.IsType<TimerInfo>((await app.CallsOfAsync("Hourly", 1)).Single()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again_at_its_next_time()
    {
        await using var app = await StartAsync();

        _clock.Advance(TimeSpan.FromMinutes(40));
        await app.CallsOfAsync("FailingTimer", 1);
        await Eventually.IsAsync(
            () => Timer(app, "FailingTimer").Next == At(14, 10),
            "The timer ran and has its next time.");
        _clock.Advance(TimeSpan.FromHours(1));

        await app.CallsOfAsync("FailingTimer", 2);
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once_and_others_do_not_wait_for_it()
    {
        await using var app = await StartAsync();
        app.Calls.Add("hold", null);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await app.CallsOfAsync("SlowTimer", 1);

        _clock.Advance(TimeSpan.FromHours(1));
        await app.CallsOfAsync("Hourly", 2);
        await RunAsync(app, "SlowTimer");
        Assert.Single(app.Calls.Of("SlowTimer"));

        app.Calls.Release("release 1");
        await app.CallsOfAsync("SlowTimer", 2);
        Assert.Single(app.Calls.Of("SlowTimerEnded"));
        app.Calls.Release("release 2");
        app.Calls.Release("release 3");
        await app.CallsOfAsync("SlowTimerEnded", 3);
    }

    [Fact]
    public async Task A_schedule_may_come_from_a_setting()
    {
        await using var app = await StartAsync();

        Assert.Equal("0 30 2 * * *", Timer(app, "BySetting").Schedule);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 2, 30, 0, TimeSpan.Zero), Timer(app, "BySetting").Next);
    }

    [Fact]
    public async Task A_timer_told_so_runs_at_the_start_and_keeps_no_state()
    {
        await using (var app = await StartAsync(hostId: "some-host"))
        {
            var timer = Assert.IsType<TimerInfo>((await app.CallsOfAsync("AtOnce", 1)).Single());
            Assert.False(timer.IsPastDue);
            Assert.Null(timer.ScheduleStatus);
        }

        var blobs = new BlobContainerClient(_storage, "azure-webjobs-hosts").GetBlobsAsync(cancellationToken: Cancel);
        Assert.DoesNotContain(
            await blobs.Select(blob => blob.Name).ToListAsync(Cancel),
            name => name.Contains("AtOnce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_administrator_runs_a_timer_at_once_and_its_schedule_stays()
    {
        await using var app = await StartAsync();
        var before = Timer(app, "Hourly");

        var response = await RunAsync(app, "hourly");
        await app.CallsOfAsync("Hourly", 1);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(before, Timer(app, "Hourly"));
    }

    [Fact]
    public async Task Stopping_finishes_the_timer_that_runs()
    {
        await using var app = await StartAsync();
        app.Calls.Add("hold", null);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await app.CallsOfAsync("SlowTimer", 1);
        var calls = app.Calls;

        var stop = app.Host.StopAsync();
        Assert.False(stop.IsCompleted);
        calls.Release("release 1");
        await stop;

        Assert.Single(calls.Of("SlowTimerEnded"));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    private static TimerState Timer(RunningApp app, string name) =>
        app.Host.Timers.Single(timer => timer.Function == name);

    private static Task<HttpResponseMessage> RunAsync(RunningApp app, string function) =>
        app.SendAsync(HttpMethod.Post, $"/admin/functions/{function}", RunningApp.MasterKey, new StringContent("{}"));

    private Task<RunningApp> StartAsync(string hostId = "tests") => RunningApp.StartAsync(
        _storage, new() { ["AzureFunctionsWebHost:hostid"] = hostId }, options => options with { Time = _clock });

    private async Task KeepAsync(string hostId, string status)
    {
        var container = new BlobContainerClient(_storage, "azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await container.GetBlobClient($"timers/{hostId}/Host.Functions.Hourly/status")
            .UploadAsync(BinaryData.FromString(status), Cancel);
    }
}
