namespace Azure.Communication.Email;

/// <summary>An e-mail that the service has accepted and may still be sending.</summary>
public class EmailSendOperation : Operation<EmailSendResult>
{
    private readonly EmailClient _client;
    private Response _response;
    private EmailSendResult _value;
    private RequestFailedException _failure;

    /// <summary>Takes up an operation by its id.</summary>
    public EmailSendOperation(string id, EmailClient client) : this(id, client, null)
    {
    }

    internal EmailSendOperation(string id, EmailClient client, Response response) =>
        (Id, _client, _response) = (id, client, response);

    /// <inheritdoc/>
    public override string Id { get; }

    /// <inheritdoc/>
    public override bool HasCompleted => HasValue || _failure is not null;

    /// <inheritdoc/>
    public override bool HasValue => _value is not null;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The operation has not completed yet.</exception>
    /// <exception cref="RequestFailedException">The e-mail failed or was cancelled.</exception>
    public override EmailSendResult Value =>
        _value ?? throw (Exception)_failure ?? new InvalidOperationException("The operation has not completed yet.");

    /// <inheritdoc/>
    public override Response GetRawResponse() => _response
        ?? throw new InvalidOperationException(
            "The operation does not have a response yet. Please call UpdateStatusAsync first.");

    /// <inheritdoc/>
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(
            "The shim of Azure.Communication.Email does not block a thread; use UpdateStatusAsync.");

    /// <inheritdoc/>
    /// <exception cref="RequestFailedException">The service cannot be reached, or the e-mail failed.</exception>
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (!HasCompleted)
        {
            _response = await _client.GetSendResultAsync(Id, cancellationToken).ConfigureAwait(false);
            var result = EmailSendResult.Read(_response);
            _value = result.HasSucceeded ? result : null;
            _failure = result.HasFailed ? new RequestFailedException(_response) : null;
        }

        return _failure is null ? _response : throw _failure;
    }
}
