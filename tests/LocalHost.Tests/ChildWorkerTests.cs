using System.Diagnostics;
using System.Net;

namespace LocalHost.Tests;

/// <summary>The sample app, published, in a process of its own.</summary>
public sealed class ChildWorkerTests(AzuriteFixture azurite, PublishedSample sample) : IClassFixture<PublishedSample>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_takes_messages_and_ends_with_its_host()
    {
        var storage = azurite.NewAccount();
        var host = await StartAsync(storage);
        using var http = new HttpClient { BaseAddress = host.Url };
        using var worker = Process.GetProcessById(int.Parse(
            await http.GetStringAsync("/api/end/not-yet", Cancel),
            System.Globalization.CultureInfo.InvariantCulture));
        var forward = new Azure.Storage.Queues.QueueClient(storage, "forward", new()
        {
            MessageEncoding = Azure.Storage.Queues.QueueMessageEncoding.Base64,
        });
        await forward.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await forward.SendMessageAsync("x", Cancel);
        var forwarded = new Azure.Storage.Queues.QueueClient(storage, "forwarded");

        await Eventually.IsAsync(
            async () => await forwarded.ExistsAsync(Cancel)
                && (await forwarded.PeekMessagesAsync(1, Cancel)).Value.Length == 1,
            "The message was forwarded.");
        await host.DisposeAsync();

        await worker.WaitForExitAsync(Cancel);
        Assert.False(host.WorkerEnded.IsCompleted);
    }

    [Fact]
    public async Task What_it_says_at_a_start_that_fails_is_what_the_host_says()
    {
        var error = await Assert.ThrowsAsync<FunctionsHostException>(
            () => StartAsync(azurite.NewAccount(), new() { ["FailAtStart"] = "the words" }));

        Assert.Matches(
            @"^The worker ended with exit code \d+: "
                + @"Unhandled exception\. System\.InvalidOperationException: the words$",
            error.Message);
    }

    [Theory]
    [InlineData("crash", "crashed on purpose")]
    [InlineData("exit", "The worker ended with exit code 3: it said nothing")]
    public async Task That_it_ends_in_an_invocation_is_said_and_the_caller_gets_500(string how, string words)
    {
        await using var host = await StartAsync(azurite.NewAccount());
        using var http = new HttpClient { BaseAddress = host.Url };

        var answer = await http.GetAsync($"/api/end/{how}", Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(
            words,
            await host.WorkerEnded.WaitAsync(TimeSpan.FromMinutes(1), Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_it_ends_while_idle_is_said()
    {
        await using var host = await StartAsync(azurite.NewAccount());
        using var http = new HttpClient { BaseAddress = host.Url };
        using var worker = Process.GetProcessById(int.Parse(
            await http.GetStringAsync("/api/end/not-yet", Cancel),
            System.Globalization.CultureInfo.InvariantCulture));

        worker.Kill();

        Assert.StartsWith(
            "The worker ended with exit code ",
            await host.WorkerEnded.WaitAsync(TimeSpan.FromMinutes(1), Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_an_app_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory();

        var error = await Assert.ThrowsAsync<FunctionsHostException>(() => FunctionsHost.StartAsync(
            new ChildWorker(folder.FullName), RunningApp.Options(azurite.NewAccount()), Cancel));

        Assert.StartsWith(Path.Combine(folder.FullName, "worker.config.json"), error.Message, StringComparison.Ordinal);
        folder.Delete();
    }

    [Fact]
    public async Task In_this_process_a_worker_that_stops_by_itself_is_said_too()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        await app.Http.GetAsync("/api/end/stop", Cancel);

        Assert.Equal(
            "The worker stopped by itself",
            await app.Host.WorkerEnded.WaitAsync(TimeSpan.FromMinutes(1), Cancel));
    }

    private Task<FunctionsHost> StartAsync(string storage, Dictionary<string, string?>? settings = null) =>
        FunctionsHost.StartAsync(new ChildWorker(sample.Folder), RunningApp.Options(storage, settings), Cancel);
}
