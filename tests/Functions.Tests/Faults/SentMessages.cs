using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>Counts the messages that the app puts into queues.</summary>
public sealed class SentMessages : HttpPipelineSynchronousPolicy
{
    private int _count;

    /// <summary>How many were sent.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Request.Method == RequestMethod.Post)
        {
            Interlocked.Increment(ref _count);
        }
    }
}
