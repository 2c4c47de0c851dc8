using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Functions.Tests;

/// <summary>What happens to a request to the storage.</summary>
public enum StorageFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process dies before it is sent.</summary>
    DieBefore,

    /// <summary>The process dies when it is done.</summary>
    DieAfter,

    /// <summary>It is done, but the connection breaks before the answer.</summary>
    LoseAnswer,

    /// <summary>It is not sent: the service cannot be reached.</summary>
    Unreachable,

    /// <summary>It is not sent: the service is busy (503).</summary>
    Busy,

    /// <summary>It is not sent: somebody else changed the row (412).</summary>
    Conflict,
}

/// <summary>The process is gone: nothing that the code does from here on has an effect.</summary>
public sealed class ProcessDiedException() : Exception("The process died here.");

/// <summary>Stands between the functions and Table Storage, below the client's own retries: tells what is sent, and makes it fail.</summary>
public sealed class StorageTap : HttpPipelinePolicy
{
    private volatile Func<StorageRequest, Task<StorageFault>>? _plan;
    private volatile bool _dead;

    /// <summary>Whether the planned death came.</summary>
    public bool Dead => _dead;

    /// <summary>Plans what happens to the next requests for which the condition holds.</summary>
    /// <param name="fault">What happens.</param>
    /// <param name="condition">To which requests.</param>
    /// <param name="times">To how many of them.</param>
    public void Plan(StorageFault fault, Func<StorageRequest, bool> condition, int times = 1)
    {
        var left = times;
        Plan(request => Task.FromResult(condition(request) && Interlocked.Decrement(ref left) >= 0 ? fault : StorageFault.None));
    }

    /// <summary>Asks, for each request, what happens to it; the question may take its time.</summary>
    public void Plan(Func<StorageRequest, Task<StorageFault>> plan) => _plan = plan;

    /// <summary>From now on everything works.</summary>
    public void Work() => (_plan, _dead) = (null, false);

    /// <summary>The process dies.</summary>
    public void Die() => _dead = true;

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var request = StorageRequest.Of(message);
        var fault = _dead ? StorageFault.DieBefore : _plan is { } plan ? await plan(request) : StorageFault.None;
        switch (fault)
        {
            case StorageFault.DieBefore:
                _dead = true;
                throw new ProcessDiedException();
            case StorageFault.Unreachable:
                throw new RequestFailedException("The service cannot be reached.");
            case StorageFault.Busy:
                message.Response = new EmptyResponse(503);
                return;
            case StorageFault.Conflict:
                message.Response = new EmptyResponse(412);
                return;
        }

        Invocation.Current?.Add(request);
        await ProcessNextAsync(message, pipeline);
        request.Answered = System.Diagnostics.Stopwatch.GetTimestamp();
        switch (fault)
        {
            case StorageFault.DieAfter:
                _dead = true;
                throw new ProcessDiedException();
            case StorageFault.LoseAnswer:
                // As the transport tells a broken connection.
                throw new RequestFailedException("The answer was lost.");
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The functions wait for no storage in a thread.");

    private sealed class EmptyResponse(int status) : Response
    {
        public override int Status => status;

        // The transport would have said so; without it the client would not try again.
        public override bool IsError => true;

        public override string ReasonPhrase => "Planned by a test";

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => (value = null) is not null;

        protected override bool TryGetHeaderValues(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IEnumerable<string>? values) => (values = null) is not null;
    }
}
