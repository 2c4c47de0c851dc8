using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>Stands between the functions and the mail service: counts what is sent and asked, and makes questions fail.</summary>
public sealed class MailTap : HttpPipelinePolicy
{
    private int _sent;
    private int _refusals;

    /// <summary>How many letters were given to the service, whatever it said.</summary>
    public int Sent => Volatile.Read(ref _sent);

    /// <summary>The next questions about a letter are answered 429.</summary>
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
            throw new RequestFailedException(429, "Too many questions.");
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The functions wait for no mail service in a thread.");
}
