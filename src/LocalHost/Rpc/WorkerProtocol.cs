namespace LocalHost.Rpc;

/// <summary>
/// The requests to a worker in the protocol's order: init, metadata, a load for each function, then invocations.
/// </summary>
internal static class WorkerProtocol
{
    /// <summary>Greets the worker and asks which functions it has.</summary>
    /// <exception cref="FunctionsHostException">The worker failed; the message is its own.</exception>
    public static async Task<IReadOnlyList<RpcFunctionMetadata>> DescribeAsync(
        this WorkerChannel channel,
        string folder)
    {
        var greeted = await channel.AskAsync(New(message => message.WorkerInitRequest =
            new() { HostVersion = "4.0.0", WorkerDirectory = folder, FunctionAppDirectory = folder }));
        Check(greeted.WorkerInitResponse.Result, "The worker could not be initialised");
        var described = await channel.AskAsync(New(message => message.FunctionsMetadataRequest =
            new() { FunctionAppDirectory = folder }));
        Check(described.FunctionMetadataResponse.Result, "The worker could not say which functions it has");
        return described.FunctionMetadataResponse.FunctionMetadataResults;
    }

    /// <summary>Makes the worker ready to run these functions.</summary>
    /// <exception cref="FunctionsHostException">One cannot be loaded; the message says which and why.</exception>
    public static Task LoadAsync(this WorkerChannel channel, IEnumerable<Function> functions) =>
        Task.WhenAll(functions.Select(async function =>
        {
            var loaded = await channel.AskAsync(New(message => message.FunctionLoadRequest = function.ToLoadRequest()));
            Check(loaded.FunctionLoadResponse.Result, $"Function '{function.Name}' could not be loaded");
        }));

    /// <summary>Runs a function. When cancelled, tells the function so and still waits for its end.</summary>
    /// <exception cref="WorkerLostException">The worker ended meanwhile.</exception>
    public static async Task<InvocationResponse> InvokeAsync(
        this WorkerChannel channel,
        InvocationRequest invocation,
        CancellationToken cancellationToken)
    {
        var request = New(message => message.InvocationRequest = invocation);
        await using var cancelling = cancellationToken.Register(() => channel.Send(New(message =>
            message.InvocationCancel = new() { InvocationId = invocation.InvocationId })));
        return (await channel.AskAsync(request)).InvocationResponse;
    }

    /// <summary>Asks the worker to end.</summary>
    public static void Terminate(this WorkerChannel channel) =>
        channel.Send(New(message => message.WorkerTerminate = new()));

    private static StreamingMessage New(Action<StreamingMessage> fill)
    {
        var message = new StreamingMessage { RequestId = Guid.NewGuid().ToString() };
        fill(message);
        return message;
    }

    private static void Check(StatusResult result, string failure)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new FunctionsHostException(
                $"{failure}: {FunctionsHostException.FirstLine(result.Exception?.Message)}");
        }
    }
}
