namespace Azure.Communication.Email;

/// <summary>A letter that the service has accepted and may still be sending.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private static readonly TimeSpan PollingInterval = TimeSpan.FromSeconds(5);

    private readonly EmailClient _client;
    private Response _response;
    private EmailSendResult _value;
    private RequestFailedException _failure;

    /// <summary>Takes up an operation by its id.</summary>
    public EmailSendOperation(string id, EmailClient client) : this(id, client, null)
    {
    }

    /// <summary>For overriding in tests.</summary>
    protected EmailSendOperation()
    {
    }

    internal EmailSendOperation(string id, EmailClient client, Response response) => (Id, _client, _response) = (id, client, response);

    /// <inheritdoc/>
    public override string Id { get; }

    /// <inheritdoc/>
    public override bool HasCompleted => HasValue || _failure is not null;

    /// <inheritdoc/>
    public override bool HasValue => _value is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The operation has not completed yet.</exception>
    /// <exception cref="RequestFailedException">The service gave up or was told to.</exception>
    public override EmailSendResult Value =>
        _value ?? throw (Exception)_failure ?? new InvalidOperationException("The operation has not completed yet.");

    /// <inheritdoc/>
    public override Response GetRawResponse() => _response
        ?? throw new InvalidOperationException("The operation does not have a response yet. Please call UpdateStatus or WaitForCompletion first.");

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">The service could not be asked, or says that the letter failed.</exception>
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        HasCompleted ? Outcome() : Take(_client.GetSendResult(Id, cancellationToken));

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">The service could not be asked, or says that the letter failed.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default) =>
        HasCompleted ? Outcome() : Take(await _client.GetSendResultAsync(Id, cancellationToken).ConfigureAwait(false));

    /// <summary>Asks every five seconds, or as seldom as the service's Retry-After says, until the operation has completed.</summary>
    /// <exception cref="RequestFailedException">The service could not be asked, or says that the letter failed.</exception>
    public override ValueTask<Response<EmailSendResult>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(PollingInterval, cancellationToken);

    /// <summary>Asks every five seconds, or as seldom as the service's Retry-After says, until the operation has completed.</summary>
    /// <exception cref="RequestFailedException">The service could not be asked, or says that the letter failed.</exception>
    public override Response<EmailSendResult> WaitForCompletion(CancellationToken cancellationToken = default) =>
        WaitForCompletion(PollingInterval, cancellationToken);

    private Response Take(Response<EmailSendResult> update)
    {
        _response = update.GetRawResponse();
        if (update.Value.Status == EmailSendStatus.Succeeded)
        {
            _value = update.Value;
        }
        else if (update.Value.HasFailed)
        {
            _failure = new RequestFailedException(_response);
        }

        return Outcome();
    }

    private Response Outcome() => _failure is null ? _response : throw _failure;
}
