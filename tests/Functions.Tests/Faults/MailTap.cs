using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>Policy of the app's mail client. Counts sent letters, and refuses queries of their state.</summary>
public sealed class MailTap : HttpPipelinePolicy
{
    private int _sent;
    private int _refusals;

    /// <summary>How many letters were sent to the service, accepted or not.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>Answers the next queries of a letter's state with 429.</summary>
    public void RefuseQuestions(int times) => Volatile.Write(ref _refusals, times);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Method == RequestMethod.Post)
        {
            Interlocked.Increment(ref _sent);
        }
        else if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            throw new RequestFailedException(429, "Too many queries.");
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app makes no synchronous calls of the mail service.");
}
