using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>Sends e-mails through Azure Communication Services over its REST protocol.</summary>
public class EmailClient
{
    private const string ApiVersion = "2025-09-01";

    private readonly HttpPipeline _pipeline;
    private readonly Uri _endpoint;

    /// <summary>A client that signs with the key in <c>endpoint=…;accesskey=…</c>.</summary>
    /// <exception cref="InvalidOperationException">The connection string is malformed or incomplete.</exception>
    public EmailClient(string connectionString, EmailClientOptions options)
        : this(ConnectionString.Parse(connectionString), options)
    {
    }

    /// <summary>A client that shows tokens of Microsoft Entra ID.</summary>
    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions options = default)
        : this(
            endpoint,
            new BearerTokenAuthenticationPolicy(credential, "https://communication.azure.com//.default"),
            options)
    {
    }

    private EmailClient(ConnectionString connection, EmailClientOptions options)
        : this(
            new Uri(connection.GetRequired("endpoint")),
            new HmacAuthenticationPolicy(connection.GetRequired("accesskey")),
            options)
    {
    }

    private EmailClient(Uri endpoint, HttpPipelinePolicy authentication, EmailClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _endpoint = endpoint;
        _pipeline = HttpPipelineBuilder.Build(options ?? new EmailClientOptions(), authentication);
    }

    /// <summary>Sends an e-mail.</summary>
    /// <param name="wait">Only <see cref="WaitUntil.Started"/>: return once the service accepted the e-mail.</param>
    /// <param name="message">The e-mail.</param>
    /// <param name="operationId">The caller's id of this operation. The service may send one id more than once.</param>
    /// <param name="cancellationToken">Stops waiting; the e-mail may have been accepted all the same.</param>
    /// <exception cref="ArgumentException">The e-mail lacks a sender, a subject or a body.</exception>
    /// <exception cref="RequestFailedException">The service refused, or was not to be reached.</exception>
    public virtual async Task<EmailSendOperation> SendAsync(
        WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (wait != WaitUntil.Started)
        {
            throw new NotSupportedException(
                "The shim of Azure.Communication.Email supports WaitUntil.Started only; ask with UpdateStatusAsync.");
        }

        using var request = CreateMessage(RequestMethod.Post, "/emails:send");
        request.Request.Headers.Add("Operation-Id", operationId.ToString());
        request.Request.Headers.Add(HttpHeader.Common.JsonContentType);
        request.Request.Content = RequestContent.Create(message.ToJson());
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var response = Expect(202, request);
        return new EmailSendOperation(EmailSendResult.Read(response).Id, this, response);
    }

    internal async Task<Response> GetSendResultAsync(string id, CancellationToken cancellationToken)
    {
        using var request = CreateMessage(RequestMethod.Get, "/emails/operations/", id);
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Expect(200, request);
    }

    private static Response Expect(int status, HttpMessage message) =>
        message.Response.Status == status ? message.Response : throw new RequestFailedException(message.Response);

    private HttpMessage CreateMessage(RequestMethod method, string path, string id = "")
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(_endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendPath(id, escape: true);
        message.Request.Uri.AppendQuery("api-version", ApiVersion);
        message.Request.Headers.Add(HttpHeader.Common.JsonAccept);
        return message;
    }
}
