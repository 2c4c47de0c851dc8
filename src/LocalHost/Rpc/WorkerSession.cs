namespace LocalHost.Rpc;

/// <summary>One worker from its start to its end, as seen from the host.</summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly string _workerId = Guid.NewGuid().ToString();
    private readonly IFunctionsWorker _worker;
    private readonly WorkerLog _log;
    private WorkerEndpoint? _endpoint;

    public WorkerSession(IFunctionsWorker worker, WorkerLog log)
    {
        (_worker, _log) = (worker, log);
        Channel = new(_workerId, log.Add);
        Ended = WhenEndedAsync();
    }

    /// <summary>The conversation with it.</summary>
    public WorkerChannel Channel { get; }

    /// <summary>Completes when it ends without being asked to; the result says why in one line.</summary>
    public Task<string> Ended { get; }

    /// <summary>Starts it and returns its functions, loaded.</summary>
    /// <exception cref="FunctionsHostException">
    /// It failed, was not ready in time, or has functions that this host does not run.
    /// </exception>
    public async Task<FunctionList> StartAsync(
        IReadOnlyDictionary<string, string?> values,
        AppSettings settings,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        _endpoint = await WorkerEndpoint.StartAsync(Channel, cancellationToken);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            await UnlessEnded(_worker.StartAsync(new(_endpoint.Url, _workerId, values), limited.Token), limited.Token);
            await UnlessEnded(Channel.Connected, limited.Token);
            var describing = Channel.DescribeAsync(_worker.Folder);
            await UnlessEnded(describing, limited.Token);
            var functions = new FunctionList(await describing, settings);
            await UnlessEnded(Channel.LoadAsync(functions), limited.Token);
            return functions;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FunctionsHostException($"The worker was not ready within {limit.TotalSeconds:0} s.");
        }
    }

    /// <summary>Asks the worker to end, and waits until it has.</summary>
    public async Task EndAsync()
    {
        Channel.Terminate();
        await _worker.StopAsync();
        Channel.Close();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        if (_endpoint is not null)
        {
            await _endpoint.DisposeAsync();
        }
    }

    // Where the worker ended, that is what there is to tell, not that it does not answer.
    private async Task UnlessEnded(Task step, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(step, Ended).WaitAsync(cancellationToken);
        if (first == Ended || step.Exception?.InnerException is WorkerLostException)
        {
            throw new FunctionsHostException(await Ended.WaitAsync(cancellationToken));
        }

        await step;
    }

    private async Task<string> WhenEndedAsync()
    {
        var reason = await _worker.Ended;
        return _log.LastError is { } error && !reason.Contains(error, StringComparison.Ordinal)
            ? $"{reason}; its last error was: {error}"
            : reason;
    }
}
