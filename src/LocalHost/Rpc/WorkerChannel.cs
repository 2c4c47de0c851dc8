using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;

namespace LocalHost.Rpc;

/// <summary>The conversation with one worker; each answer is found by the id of its request.</summary>
internal sealed class WorkerChannel(string workerId, Action<RpcLog> log)
{
    private readonly Channel<StreamingMessage> _outgoing =
        Channel.CreateUnbounded<StreamingMessage>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _answers = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the worker has said who it is.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Completes when the worker's stream has ended, however that came about.</summary>
    public Task Closed => _closed.Task;

    /// <summary>
    /// Serves the worker's stream until either side ends it. Only the expected worker is served, and only once.
    /// </summary>
    public async Task ServeAsync(
        IAsyncStreamReader<StreamingMessage> incoming,
        IServerStreamWriter<StreamingMessage> outgoing,
        CancellationToken cancellationToken)
    {
        if (!await incoming.MoveNext(cancellationToken)
            || incoming.Current.StartStream?.WorkerId != workerId
            || !_connected.TrySetResult())
        {
            throw new Grpc.Core.RpcException(
                new Status(StatusCode.PermissionDenied, "This host serves another worker."));
        }

        try
        {
            await await Task.WhenAny(ReadAsync(incoming, cancellationToken), WriteAsync(outgoing, cancellationToken));
        }
        catch (Exception e) when (
            e is IOException or OperationCanceledException or InvalidOperationException or Grpc.Core.RpcException)
        {
            // The worker is gone: whoever waits for it is told below.
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Sends a message to which no answer comes.</summary>
    public void Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <exception cref="WorkerLostException">The worker ended before it answered.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage request)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[request.RequestId] = answer;
        try
        {
            if (!_outgoing.Writer.TryWrite(request))
            {
                throw new WorkerLostException();
            }

            return await answer.Task;
        }
        finally
        {
            _answers.TryRemove(request.RequestId, out _);
        }
    }

    /// <summary>Ends the conversation; the worker sees its stream end.</summary>
    public void Close()
    {
        _outgoing.Writer.TryComplete();
        foreach (var answer in _answers.Values)
        {
            answer.TrySetException(new WorkerLostException());
        }

        _closed.TrySetResult();
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamingMessage> incoming, CancellationToken cancellationToken)
    {
        while (await incoming.MoveNext(cancellationToken))
        {
            var message = incoming.Current;
            if (message.ContentCase is StreamingMessage.ContentOneofCase.RpcLog)
            {
                log(message.RpcLog);
            }
            else if (_answers.TryGetValue(message.RequestId, out var answer))
            {
                answer.TrySetResult(message);
            }
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await outgoing.WriteAsync(message, cancellationToken);
        }
    }
}

/// <summary>The worker ended while a function ran in it.</summary>
internal sealed class WorkerLostException() : Exception("The worker ended.");
