using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>What happens to a request to the storage.</summary>
public enum StorageFault
{
    None,

    /// <summary>The process dies before the request is sent.</summary>
    DieBefore,

    /// <summary>The process dies after the request is done.</summary>
    DieAfter,

    /// <summary>The request is done, but the connection breaks before the answer.</summary>
    LoseAnswer,

    /// <summary>The request is not sent: the service cannot be reached.</summary>
    Unreachable,

    /// <summary>The request is not sent: the service is busy (503).</summary>
    Busy,

    /// <summary>The request is not sent: another writer changed the row (412).</summary>
    Conflict,

    /// <summary>A queue message is acknowledged, and lost: the queue was purged.</summary>
    Lose,
}

/// <summary>The process is dead. No later request of it reaches the storage.</summary>
public sealed class ProcessDiedException() : Exception("The process died here.");

/// <summary>Policy of the app's storage client, below its retries. Records requests and makes them fail.</summary>
public sealed class StorageTap : HttpPipelinePolicy
{
    private volatile Func<StorageRequest, Task<StorageFault>>? _plan;
    private volatile bool _isDead;

    /// <summary>How often each queue message is sent. Real queues sometimes deliver a message more than once.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Whether the process has died.</summary>
    public bool Dead => _isDead;

    /// <summary>Plans a fault of the next requests for which a condition holds.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="condition">Which requests fail.</param>
    /// <param name="times">How many of them fail.</param>
    public void Plan(StorageFault fault, Func<StorageRequest, bool> condition, int times = 1)
    {
        var remaining = times;
        Plan(request => Task.FromResult(Fails(request) ? fault : StorageFault.None));

        bool Fails(StorageRequest request) => condition(request) && Interlocked.Decrement(ref remaining) >= 0;
    }

    /// <summary>Plans faults by a function, which is called before each request and may delay it.</summary>
    public void Plan(Func<StorageRequest, Task<StorageFault>> plan) => _plan = plan;

    /// <summary>Ends the faults.</summary>
    public void Work() => (_plan, _isDead) = (null, false);

    /// <summary>Lets the process die now.</summary>
    public void Die() => _isDead = true;

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var request = StorageRequest.Of(message);
        var fault = _isDead ? StorageFault.DieBefore : _plan is { } plan ? await plan(request) : StorageFault.None;
        switch (fault)
        {
            case StorageFault.DieBefore:
                _isDead = true;
                throw new ProcessDiedException();
            case StorageFault.Unreachable:
                throw new RequestFailedException("The service cannot be reached.");
            case StorageFault.Busy:
                message.Response = new EmptyResponse(503);
                return;
            case StorageFault.Conflict:
                message.Response = new EmptyResponse(412);
                return;
            case StorageFault.Lose:
                message.Response = new EmptyResponse(201) { ContentStream = Acknowledgement() };
                return;
        }

        Invocation.Current?.ThrowIfDead(isAnswered: false);
        Invocation.Current?.Add(request);
        await ProcessNextAsync(message, pipeline);
        for (var copy = 1; copy < Copies && request.Kind == "send"; copy++)
        {
            await ProcessNextAsync(message, pipeline);
        }

        request.Answered = Stopwatch.GetTimestamp();
        Invocation.Current?.ThrowIfDead(isAnswered: true);
        switch (fault)
        {
            case StorageFault.DieAfter:
                _isDead = true;
                throw new ProcessDiedException();
            case StorageFault.LoseAnswer:
                // The transport reports a broken connection in the same way.
                throw new RequestFailedException("The answer was lost.");
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The app makes no synchronous calls of the storage.");

    private static MemoryStream Acknowledgement()
    {
        var time = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        return new(Encoding.UTF8.GetBytes(
            $"""
            <QueueMessagesList><QueueMessage><MessageId>{Guid.NewGuid()}</MessageId>
            <InsertionTime>{time}</InsertionTime><ExpirationTime>{time}</ExpirationTime>
            <PopReceipt>lost</PopReceipt><TimeNextVisible>{time}</TimeNextVisible>
            </QueueMessage></QueueMessagesList>
            """));
    }

    private sealed class EmptyResponse(int status) : Response
    {
        public override int Status => status;

        // Usually set by the transport. Without it the client would not retry.
        public override bool IsError => status >= 400;

        public override string ReasonPhrase => "Planned by a test";

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
        {
            value = null;
            return false;
        }

        protected override bool TryGetHeaderValues(
            string name,
            [NotNullWhen(true)] out IEnumerable<string>? values)
        {
            values = null;
            return false;
        }
    }
}
