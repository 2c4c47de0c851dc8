using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Standalone.Tests.Runtime;

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
        var timer = Assert.IsType<TimerInfo>((await app.Calls.WaitForAsync("Hourly", 1)).Single());

        Assert.False(timer.IsPastDue);
        Assert.Equal(At(13, 0).UtcDateTime, timer.ScheduleStatus!.Next);
        await Eventually.True(() => Timer(app, "Hourly") is { Last: var last, Next: var next } && last == At(13, 0) && next == At(14, 0));
    }

    [Fact]
    public async Task A_clock_that_jumps_over_several_runs_makes_one()
    {
        await using var app = await StartAsync();

        _clock.Advance(TimeSpan.FromHours(5));
        await app.Calls.WaitForAsync("Hourly", 1);
        await Eventually.True(() => Timer(app, "Hourly").Next == At(18, 0));

        Assert.Single(app.Calls.Of("Hourly"));
        Assert.Equal(At(17, 30), Timer(app, "Hourly").Last);
    }

    [Fact]
    public async Task The_state_is_kept_as_the_host_keeps_it()
    {
        await using (var app = await StartAsync(hostId: "some-host"))
        {
            _clock.Advance(TimeSpan.FromMinutes(30));
            await Eventually.True(() => Timer(app, "Hourly").Last == At(13, 0));
        }

        var blob = new BlobClient(_storage, "azure-webjobs-hosts", "timers/some-host/Host.Functions.Hourly/status");
        var status = (await blob.DownloadContentAsync(Cancel)).Value.Content.ToString();

        Assert.Equal("""{"Last":"2026-11-22T13:00:00Z","Next":"2026-11-22T14:00:00Z","LastUpdated":"2026-11-22T13:00:00Z"}""", status);
    }

    [Fact]
    public async Task A_run_missed_while_stopped_is_made_up_for_once_and_is_past_due()
    {
        await using (await StartAsync())
        {
        }

        _clock.Advance(TimeSpan.FromHours(3));
        await using var app = await StartAsync();

        var timer = Assert.IsType<TimerInfo>((await app.Calls.WaitForAsync("Hourly", 1)).Single());
        Assert.True(timer.IsPastDue);
        await Eventually.True(() => Timer(app, "Hourly") is { Last: var last, Next: var next } && last == At(15, 30) && next == At(16, 0));
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
        await KeepAsync("other", """{"Last":"2026-11-21T07:07:00Z","Next":"2026-11-22T07:07:00Z","LastUpdated":"2026-11-21T07:07:00Z"}""");

        await using var app = await StartAsync(hostId: "other");
        await _clock.SeenAsync(app);

        Assert.Empty(app.Calls.Of("Hourly"));
        Assert.Equal(At(13, 0), Timer(app, "Hourly").Next);
    }

    [Fact]
    public async Task A_state_that_the_host_wrote_is_understood()
    {
        // As Newtonsoft.Json writes local times on a machine whose time is UTC.
        await KeepAsync("other", """{"Last":"2026-11-22T10:00:00+00:00","Next":"2026-11-22T11:00:00+00:00","LastUpdated":"2026-11-22T10:00:00+00:00"}""");

        await using var app = await StartAsync(hostId: "other");

        Assert.True(Assert.IsType<TimerInfo>((await app.Calls.WaitForAsync("Hourly", 1)).Single()).IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again_at_its_next_time()
    {
        await using var app = await StartAsync();

        _clock.Advance(TimeSpan.FromMinutes(40));
        await app.Calls.WaitForAsync("FailingTimer", 1);
        await Eventually.True(() => Timer(app, "FailingTimer").Next == At(14, 10));
        _clock.Advance(TimeSpan.FromHours(1));

        await app.Calls.WaitForAsync("FailingTimer", 2);
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once_and_others_do_not_wait_for_it()
    {
        await using var app = await StartAsync();
        app.Calls.Add("hold", null);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await app.Calls.WaitForAsync("SlowTimer", 1);

        _clock.Advance(TimeSpan.FromHours(1));
        await app.Calls.WaitForAsync("Hourly", 2);
        await RunAsync(app, "SlowTimer");
        Assert.Single(app.Calls.Of("SlowTimer"));

        app.Calls.Add("release", null);
        await app.Calls.WaitForAsync("SlowTimer", 2);
        Assert.Single(app.Calls.Of("SlowTimerEnded"));
        app.Calls.Add("release", null);
        app.Calls.Add("release", null);
        await app.Calls.WaitForAsync("SlowTimerEnded", 3);
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
            var timer = Assert.IsType<TimerInfo>((await app.Calls.WaitForAsync("AtOnce", 1)).Single());
            Assert.False(timer.IsPastDue);
            Assert.Null(timer.ScheduleStatus);
        }

        var blobs = new BlobContainerClient(_storage, "azure-webjobs-hosts").GetBlobsAsync(cancellationToken: Cancel);
        Assert.DoesNotContain(await blobs.Select(blob => blob.Name).ToListAsync(Cancel), name => name.Contains("AtOnce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_administrator_runs_a_timer_at_once_and_its_schedule_stays()
    {
        await using var app = await StartAsync();
        var before = Timer(app, "Hourly");

        var response = await RunAsync(app, "hourly");
        await app.Calls.WaitForAsync("Hourly", 1);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(before, Timer(app, "Hourly"));
    }

    [Fact]
    public async Task The_administrator_runs_a_queue_function_with_a_text()
    {
        await using var app = await StartAsync();

        await RunAsync(app, "Texts", """{"input":"by hand"}""");

        Assert.Equal(["by hand"], await app.Calls.WaitForAsync("Texts", 1));
    }

    [Theory]
    [InlineData("Hourly", "{}", RunningApp.FunctionKey, 401)]
    [InlineData("Hourly", "{}", "", 401)]
    [InlineData("Nothing", "{}", RunningApp.MasterKey, 404)]
    [InlineData("Hourly", "", RunningApp.MasterKey, 400)]
    [InlineData("Hourly", "[]", RunningApp.MasterKey, 400)]
    [InlineData("Echo", "{}", RunningApp.MasterKey, 501)]
    public async Task Running_a_function_by_hand_needs_the_master_key_a_function_and_a_body(string function, string body, string key, int status)
    {
        await using var app = await StartAsync();

        Assert.Equal(status, (int)(await RunAsync(app, function, body, key)).StatusCode);
        Assert.Empty(app.Calls.Of("Hourly"));
    }

    [Fact]
    public async Task The_administrator_sees_the_state_of_the_host()
    {
        await using var app = await StartAsync(hostId: "some-host");
        var request = new HttpRequestMessage(HttpMethod.Get, "/admin/host/status");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Http.GetAsync("/admin/host/status", Cancel)).StatusCode);
        request.Headers.Add("x-functions-key", RunningApp.MasterKey);
        var status = await (await app.Http.SendAsync(request, Cancel)).Content.ReadAsStringAsync(Cancel);

        Assert.Contains("\"state\":\"Running\"", status, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"some-host\"", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_finishes_the_timer_that_runs()
    {
        await using var app = await StartAsync();
        app.Calls.Add("hold", null);
        _clock.Advance(TimeSpan.FromMinutes(50));
        await app.Calls.WaitForAsync("SlowTimer", 1);
        var calls = app.Calls;

        var stop = app.Host.StopAsync(Cancel);
        Assert.False(stop.IsCompleted);
        calls.Add("release", null);
        await stop;

        Assert.Single(calls.Of("SlowTimerEnded"));
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 22, hour, minute, 0, TimeSpan.Zero);

    private static TimerState Timer(RunningApp app, string name) => app.Timers.Single(timer => timer.Function == name);

    private static Task<HttpResponseMessage> RunAsync(RunningApp app, string function, string body = "{}", string key = RunningApp.MasterKey)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/admin/functions/{function}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-functions-key", key);
        return app.Http.SendAsync(request, Cancel);
    }

    private Task<RunningApp> StartAsync(string hostId = "tests") => RunningApp.StartAsync(_storage, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Configuration["AzureFunctionsWebHost:hostid"] = hostId;
    });

    private async Task KeepAsync(string hostId, string status)
    {
        var container = new BlobContainerClient(_storage, "azure-webjobs-hosts");
        await container.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await container.GetBlobClient($"timers/{hostId}/Host.Functions.Hourly/status").UploadAsync(BinaryData.FromString(status), Cancel);
    }
}
