using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace SampleApp;

/// <summary>Functions that take and send messages.</summary>
public sealed class QueueFunctions(Calls calls)
{
    [Function("Texts")]
    public void Texts([QueueTrigger("texts")] string text) => calls.Add("Texts", text);

    [Function("Things")]
    public void Things(
        [QueueTrigger("things")] Thing thing,
        long dequeueCount,
        string id,
        DateTimeOffset insertionTime) =>
        calls.Add("Things", (thing, dequeueCount, id.Length > 0, insertionTime.Offset));

    [Function("NamedBySetting")]
    public void NamedBySetting([QueueTrigger("%Named:Queue%")] string text) => calls.Add("NamedBySetting", text);

    [Function("Failing")]
    public void Failing([QueueTrigger("failing")] string text, int dequeueCount)
    {
        calls.Add("Failing", (text, dequeueCount));
        if (text != "good")
        {
            throw new InvalidOperationException("on purpose");
        }
    }

    [Function("FailingPoison")]
    public void FailingPoison([QueueTrigger("failing-poison")] string text) => calls.Add("FailingPoison", text);

    [Function("Waiting")]
    public async Task Waiting([QueueTrigger("waiting")] string text)
    {
        calls.Add("Waiting", text);
        await calls.WaitAsync("release");
        calls.Add("Waited", text);
    }

    [Function("UntilCancelled")]
    public async Task UntilCancelled([QueueTrigger("until-cancelled")] string text, CancellationToken cancellationToken)
    {
        calls.Add("UntilCancelled", text);
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        calls.Add("UntilCancelledEnded", cancellationToken.IsCancellationRequested);
    }

    [Function("Forward")]
    [QueueOutput("forwarded")]
    public static string? Forward([QueueTrigger("forward")] string text) =>
        text == "nothing" ? null : text + " forwarded";

    [Function("ForwardMany")]
    [QueueOutput("forwarded")]
    public static Task<string[]> ForwardMany([QueueTrigger("forward-many")] string text) =>
        Task.FromResult(text.Split(' '));

    [Function("SendAndAnswer")]
    public static async Task<AnswerAndMessages> SendAndAnswer(
        [HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) =>
        new(await HttpFunctions.TextAsync(request, "sent"), request.Query["one"], request.Query["many"]?.Split(','));
}

/// <summary>A small JSON object.</summary>
public sealed record Thing(string Name, int Count);

/// <summary>A response and messages that go with it.</summary>
public sealed record AnswerAndMessages(
    HttpResponseData? Response,
    [property: QueueOutput("sent-one")] string? One,
    [property: QueueOutput("sent-many")] string[]? Many);
