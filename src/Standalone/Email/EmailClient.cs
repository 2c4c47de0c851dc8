using Azure.Core;
using Azure.Core.Pipeline;
using Standalone;

namespace Azure.Communication.Email;

/// <summary>Hands letters to Azure Communication Services over its REST protocol.</summary>
public class EmailClient
{
    private readonly HttpPipeline _pipeline;
    private readonly Uri _endpoint;
    private readonly string _apiVersion;

    /// <summary>A client by <c>endpoint=…;accesskey=…</c>.</summary>
    /// <exception cref="InvalidOperationException">The connection string is malformed or lacks one of the two.</exception>
    public EmailClient(string connectionString) : this(connectionString, new EmailClientOptions())
    {
    }

    /// <summary>A client by <c>endpoint=…;accesskey=…</c>.</summary>
    /// <exception cref="InvalidOperationException">The connection string is malformed or lacks one of the two.</exception>
    public EmailClient(string connectionString, EmailClientOptions options) : this(ConnectionString.Parse(connectionString), options)
    {
    }

    /// <summary>A client that signs with the resource's key.</summary>
    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions options = default)
        : this(endpoint, new HmacAuthenticationPolicy(NotNull(credential).Key), options)
    {
    }

    /// <summary>A client that shows tokens of Microsoft Entra ID.</summary>
    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions options = default)
        : this(endpoint, new BearerTokenAuthenticationPolicy(NotNull(credential), "https://communication.azure.com//.default"), options)
    {
    }

    /// <summary>For overriding in tests.</summary>
    protected EmailClient()
    {
    }

    private EmailClient(ConnectionString connection, EmailClientOptions options)
        : this(new Uri(connection.GetRequired("endpoint")), new HmacAuthenticationPolicy(connection.GetRequired("accesskey")), options)
    {
    }

    private EmailClient(Uri endpoint, HttpPipelinePolicy authentication, EmailClientOptions options)
    {
        options ??= new EmailClientOptions();
        _endpoint = NotNull(endpoint);
        _apiVersion = options.ApiVersion;
        _pipeline = HttpPipelineBuilder.Build(options, authentication);
    }

    /// <summary>Hands over a letter to one recipient, under an operation id made here.</summary>
    /// <inheritdoc cref="SendAsync(WaitUntil, EmailMessage, Guid, CancellationToken)"/>
    public virtual Task<EmailSendOperation> SendAsync(
        WaitUntil wait, string senderAddress, string recipientAddress, string subject, string htmlContent,
        string plainTextContent = default, CancellationToken cancellationToken = default) =>
        SendAsync(wait, senderAddress, recipientAddress, subject, htmlContent, Guid.NewGuid(), plainTextContent, cancellationToken);

    /// <summary>Hands over a letter to one recipient.</summary>
    /// <inheritdoc cref="SendAsync(WaitUntil, EmailMessage, Guid, CancellationToken)"/>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, string senderAddress, string recipientAddress, string subject, string htmlContent, Guid operationId,
        string plainTextContent = default, CancellationToken cancellationToken = default)
    {
        var content = new EmailContent(subject) { Html = htmlContent, PlainText = plainTextContent };
        return await SendAsync(wait, new EmailMessage(senderAddress, recipientAddress, content), operationId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands over a letter, under an operation id made here.</summary>
    /// <inheritdoc cref="SendAsync(WaitUntil, EmailMessage, Guid, CancellationToken)"/>
    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>Hands over a letter.</summary>
    /// <param name="wait">Whether to return once it is accepted, or once it is sent.</param>
    /// <param name="message">The letter.</param>
    /// <param name="operationId">The caller's name for this sending. The service does not promise to send one id only once.</param>
    /// <param name="cancellationToken">Gives up; the letter may have been accepted all the same.</param>
    /// <exception cref="ArgumentException">The letter lacks a sender, a recipient, a subject or a body.</exception>
    /// <exception cref="RequestFailedException">The service refused, or was not to be reached. Its limits are status 429;
    /// how long to wait stands in the header Retry-After of <see cref="RequestFailedException.GetRawResponse"/>.</exception>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Validate();

        using var request = CreateMessage(RequestMethod.Post, "/emails:send");
        request.Request.Headers.Add("Operation-Id", operationId.ToString());
        request.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        request.Request.Content = RequestContent.Create(EmailMessageWriter.Write(message));
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var response = Expect(202, request);

        var operation = new EmailSendOperation(EmailSendResult.Read(response).Id, this, response);
        if (wait == WaitUntil.Completed)
        {
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        }

        return operation;
    }

    internal Response<EmailSendResult> GetSendResult(string id, CancellationToken cancellationToken)
    {
        using var request = CreateMessage(RequestMethod.Get, "/emails/operations/", id);
        _pipeline.Send(request, cancellationToken);
        return SendResult(request);
    }

    internal async Task<Response<EmailSendResult>> GetSendResultAsync(string id, CancellationToken cancellationToken)
    {
        using var request = CreateMessage(RequestMethod.Get, "/emails/operations/", id);
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return SendResult(request);
    }

    private static Response<EmailSendResult> SendResult(HttpMessage message)
    {
        var response = Expect(200, message);
        return Response.FromValue(EmailSendResult.Read(response), response);
    }

    private static Response Expect(int status, HttpMessage message) =>
        message.Response.Status == status ? message.Response : throw new RequestFailedException(message.Response);

    private static T NotNull<T>(T value) where T : class => value ?? throw new ArgumentNullException(nameof(value));

    private HttpMessage CreateMessage(RequestMethod method, string path, string id = "")
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(_endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendPath(id, escape: true);
        message.Request.Uri.AppendQuery("api-version", _apiVersion);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        return message;
    }
}
