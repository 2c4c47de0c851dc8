using System.Diagnostics;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using SampleApp;

namespace LocalHost.Tests;

public sealed class QueueTests(AzuriteFixture azurite)
{
    private const string BatchSize = "AzureFunctionsJobHost:extensions:queues:batchSize";
    private const string Threshold = "AzureFunctionsJobHost:extensions:queues:newBatchThreshold";
    private const string Encoding64 = "AzureFunctionsJobHost:extensions:queues:messageEncoding";
    private const string VisibilityTimeout = "AzureFunctionsJobHost:extensions:queues:visibilityTimeout";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_reaches_its_function_as_text_or_object_and_is_gone_then()
    {
        await using var app = await StartAsync();
        foreach (var (queue, text) in new[]
        {
            ("texts", "текст"),
            ("things", """{"name":"a","Count":1}"""),
            ("named-by-setting", "b"),
        })
        {
            await (await app.QueueAsync(queue)).SendMessageAsync(text, Cancel);
        }

        Assert.Equal(["текст"], await app.CallsOfAsync("Texts", 1));
        Assert.Equal([(new Thing("a", 1), 1L, true, TimeSpan.Zero)], await app.CallsOfAsync("Things", 1));
        Assert.Equal(["b"], await app.CallsOfAsync("NamedBySetting", 1));
        foreach (var queue in new[] { "texts", "things", "named-by-setting" })
        {
            await IsEmptyAsync(await app.QueueAsync(queue));
        }
    }

    [Fact]
    public async Task Plain_texts_are_taken_and_sent_where_the_host_settings_say_none()
    {
        await using var app = await StartAsync(new() { [Encoding64] = "none" });
        await (await app.QueueAsync("forward", QueueMessageEncoding.None)).SendMessageAsync("плоский", Cancel);

        Assert.Equal(["плоский forwarded"], await app.MessagesAsync("forwarded", 1, QueueMessageEncoding.None));
    }

    [Fact]
    public async Task Several_messages_run_at_once()
    {
        await using var app = await StartAsync();
        var queue = await app.QueueAsync("waiting");
        await Task.WhenAll(Enumerable.Range(0, 9).Select(n => queue.SendMessageAsync($"{n}", Cancel)));

        // None of them ends before all nine have begun.
        await app.CallsOfAsync("Waiting", 9);
        app.Calls.Release("release");

        Assert.Equal(9, (await app.CallsOfAsync("Waited", 9)).Distinct().Count());
    }

    [Fact]
    public async Task No_more_messages_run_at_once_than_a_batch_and_the_threshold_allow()
    {
        await using var app = await StartAsync(new() { [BatchSize] = "2", [Threshold] = "0" });
        var waiting = await app.QueueAsync("waiting");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(n => waiting.SendMessageAsync($"{n}", Cancel)));
        await app.CallsOfAsync("Waiting", 1);

        // While they wait, other queues go on; by then a third message would have begun.
        await (await app.QueueAsync("texts")).SendMessageAsync("other", Cancel);
        await app.CallsOfAsync("Texts", 1);

        Assert.InRange(app.Calls.Of("Waiting").Length, 1, 2);
        app.Calls.Release("release");
        await app.CallsOfAsync("Waited", 5);
    }

    [Fact]
    public async Task A_failing_message_comes_again_after_its_timeout_and_after_the_last_try_goes_to_poison()
    {
        await using var app = await StartAsync(new() { [VisibilityTimeout] = "00:00:01" });
        var started = Stopwatch.GetTimestamp();
        await (await app.QueueAsync("failing")).SendMessageAsync("bad", Cancel);

        Assert.Equal(["bad"], await app.CallsOfAsync("FailingPoison", 1));

        Assert.Equal([("bad", 1), ("bad", 2), ("bad", 3)], app.Calls.Of("Failing").Cast<(string, int)>());
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(1.9));
        await IsEmptyAsync(await app.QueueAsync("failing"));
    }

    [Fact]
    public async Task A_failing_message_does_not_hold_up_those_behind_it()
    {
        await using var app = await StartAsync(new() { [BatchSize] = "1", [VisibilityTimeout] = "00:00:05" });
        var queue = await app.QueueAsync("failing");
        await queue.SendMessageAsync("bad", Cancel);
        await queue.SendMessageAsync("good", Cancel);

        await Eventually.IsAsync(() => app.Calls.Of("Failing").Contains(("good", 1)), "The good one was handled.");

        Assert.DoesNotContain(("bad", 3), app.Calls.Of("Failing").Cast<(string, int)>());
    }

    [Fact]
    public async Task A_message_that_does_not_fit_its_object_goes_to_poison_without_reaching_the_function()
    {
        await using var app = await StartAsync();
        await (await app.QueueAsync("things")).SendMessageAsync("not json", Cancel);

        Assert.Equal(["not json"], await app.MessagesAsync("things-poison", 1));
        Assert.Empty(app.Calls.Of("Things"));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_poison_at_once_as_it_stands()
    {
        await using var app = await StartAsync();
        var queue = await app.QueueAsync("texts", QueueMessageEncoding.None);
        await queue.SendMessageAsync("*** not base64 ***", Cancel);
        await queue.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("behind it")), Cancel);

        Assert.Equal(["behind it"], await app.CallsOfAsync("Texts", 1));
        Assert.Equal(["*** not base64 ***"], await app.MessagesAsync("texts-poison", 1, QueueMessageEncoding.None));
    }

    [Fact]
    public async Task What_a_queue_function_returns_is_sent_and_null_is_not()
    {
        await using var app = await StartAsync();
        var forward = await app.QueueAsync("forward");
        await forward.SendMessageAsync("nothing", Cancel);
        await forward.SendMessageAsync("one", Cancel);
        await (await app.QueueAsync("forward-many")).SendMessageAsync("a b c", Cancel);

        var sent = await app.MessagesAsync("forwarded", 4);
        await IsEmptyAsync(forward);

        Assert.Equal(["a", "b", "c", "one forwarded"], sent.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_text_that_is_a_json_array_is_a_message_for_each_element_as_under_the_host()
    {
        await using var app = await StartAsync();

        await app.Http.GetStringAsync(
            $"/api/sendandanswer?one={Uri.EscapeDataString("""["a",{"b":1},2]""")}&many=[1],x",
            Cancel);
        var broken = await app.Http.GetAsync("/api/sendandanswer?one=[broken]", Cancel);

        Assert.Equal(["2", "a", """{"b":1}"""], (await app.MessagesAsync("sent-one", 3)).Order(StringComparer.Ordinal));
        Assert.Equal(["[1]", "x"], (await app.MessagesAsync("sent-many", 2)).Order(StringComparer.Ordinal));
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, broken.StatusCode);
    }

    [Fact]
    public async Task Properties_of_what_is_returned_are_the_answer_and_messages()
    {
        await using var app = await StartAsync();

        Assert.Equal("sent", await app.Http.GetStringAsync("/api/sendandanswer?one=1&many=a,b", Cancel));
        Assert.Equal("sent", await app.Http.GetStringAsync("/api/sendandanswer", Cancel));

        // Both answers came after their messages, so nothing more is on its way.
        Assert.Equal(["1"], await app.MessagesAsync("sent-one", 1));
        Assert.Equal(["a", "b"], (await app.MessagesAsync("sent-many", 2)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_the_host_sends_wakes_a_listener_that_was_waiting()
    {
        await using var app = await StartAsync(new()
        {
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "01:00:00",
            [VisibilityTimeout] = "00:00:04",
        });
        var sent = Stopwatch.GetTimestamp();
        await (await app.QueueAsync("failing")).SendMessageAsync("bad", Cancel);

        // By the third try, eight seconds on, the poison queue's listener waits about as long between two looks.
        await app.CallsOfAsync("Failing", 3);
        var moved = Stopwatch.GetTimestamp();
        await app.CallsOfAsync("FailingPoison", 1);

        Assert.True(Stopwatch.GetElapsedTime(moved) < Stopwatch.GetElapsedTime(sent, moved) / 4);
    }

    [Fact]
    public async Task A_queue_that_is_deleted_and_made_again_is_listened_to_again()
    {
        await using var app = await StartAsync();
        var queue = await app.QueueAsync("texts");
        await queue.SendMessageAsync("before", Cancel);
        await app.CallsOfAsync("Texts", 1);
        await queue.DeleteAsync(Cancel);
        await queue.CreateAsync(cancellationToken: Cancel);

        await queue.SendMessageAsync("after", Cancel);

        Assert.Equal(["before", "after"], await app.CallsOfAsync("Texts", 2));
    }

    [Fact]
    public async Task A_queue_that_cannot_be_reached_is_told_once_and_listened_to_when_it_can()
    {
        var log = new RecordingLog();
        var outage = new Outage();
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), options: options => options with
        {
            Logging = logging => logging.AddProvider(log),
            ConfigureQueues = queues => queues.AddPolicy(outage, HttpPipelinePosition.PerCall),
        });
        await (await app.QueueAsync("texts")).SendMessageAsync("kept", Cancel);
        await Eventually.IsAsync(() => outage.Refused("texts") >= 3, "The queue was asked for three times.");

        var told = log.With("Queue 'texts' cannot be read");
        outage.End();

        Assert.Equal(["kept"], await app.CallsOfAsync("Texts", 1));
        Assert.Equal(
            "Error Queue 'texts' cannot be read and is tried again until it can: The queue is away.",
            Assert.Single(told));
        Assert.Single(log.With("Queue 'texts' can be read again."));
    }

    private static Task IsEmptyAsync(QueueClient queue) => Eventually.IsAsync(
        async () => (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount == 0,
        $"{queue.Name} is empty.");

    private Task<RunningApp> StartAsync(Dictionary<string, string?>? settings = null) =>
        RunningApp.StartAsync(azurite.NewAccount(), settings);

    /// <summary>Every queue is away until it ends.</summary>
    private sealed class Outage : HttpPipelinePolicy
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _refused = new();
        private volatile bool _ended;

        public int Refused(string queue) =>
            _refused.Count(address => address.Contains($"/{queue}/", StringComparison.Ordinal));

        public void End() => _ended = true;

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (!_ended)
            {
                _refused.Enqueue(message.Request.Uri.ToString());
                throw new RequestFailedException("The queue is away.");
            }

            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException();
    }
}
