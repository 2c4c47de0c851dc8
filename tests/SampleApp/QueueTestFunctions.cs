using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable CA1822 // The runtime calls instance methods and static ones; both are wanted here.

namespace Standalone.Tests.Runtime;

/// <summary>Functions that take and send messages.</summary>
public sealed class QueueTestFunctions
{
    private readonly Calls _calls;

    public QueueTestFunctions(IServiceProvider services) => _calls = services.GetRequiredService<Calls>();

    [Function("Texts")]
    public void Texts([QueueTrigger("texts")] string text) => _calls.Add("Texts", text);

    [Function("Things")]
    public void Things([QueueTrigger("things")] Thing thing, long dequeueCount, string id) =>
        _calls.Add("Things", (thing, dequeueCount, id.Length > 0));

    [Function("Bytes")]
    public void Bytes([QueueTrigger("bytes")] byte[] bytes) => _calls.Add("Bytes", Convert.ToHexString(bytes));

    [Function("NamedBySetting")]
    public void NamedBySetting([QueueTrigger("%Named:Queue%")] BinaryData data) => _calls.Add("NamedBySetting", data.ToString());

    [Function("Failing")]
    public void Failing([QueueTrigger("failing")] string text, int dequeueCount)
    {
        _calls.Add("Failing", (text, dequeueCount));
        if (text != "good")
        {
            throw new InvalidOperationException("on purpose");
        }
    }

    [Function("FailingPoison")]
    public void FailingPoison([QueueTrigger("failing-poison")] string text) => _calls.Add("FailingPoison", text);

    [Function("Waiting")]
    public async Task Waiting([QueueTrigger("waiting")] string text)
    {
        _calls.Add("Waiting", text);
        await _calls.WaitForAsync("release", 1);
        _calls.Add("Waited", text);
    }

    [Function("UntilCancelled")]
    public async Task UntilCancelled([QueueTrigger("until-cancelled")] string text, CancellationToken cancel)
    {
        _calls.Add("UntilCancelled", text);
        await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _calls.Add("UntilCancelledEnded", cancel.IsCancellationRequested);
    }

    [Function("Forward")]
    [QueueOutput("forwarded")]
    public string? Forward([QueueTrigger("forward")] string text) => text == "nothing" ? null : text + " forwarded";

    [Function("ForwardMany")]
    [QueueOutput("forwarded")]
    public Task<string[]> ForwardMany([QueueTrigger("forward-many")] string text) => Task.FromResult(text.Split(' '));

    [Function("SendAndAnswer")]
    public async Task<AnswerAndMessages> SendAndAnswer([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request)
    {
        var one = request.Query["one"];
        return new AnswerAndMessages(await HttpTestFunctions.TextAsync(request, "sent"), one, request.Query["many"]?.Split(','));
    }

    [Function("SendAndFail")]
    public Task<AnswerAndMessages> SendAndFail([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        throw new InvalidOperationException("after nothing was returned");
}

/// <summary>A response and messages that go with it.</summary>
public sealed record AnswerAndMessages(
    HttpResponseData? Response,
    [property: QueueOutput("sent-one")] string? One,
    [property: QueueOutput("sent-many")] string[]? Many);
