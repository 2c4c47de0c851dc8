using Azure;
using Azure.Communication.Email;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Functions.Letters;

/// <summary>Sends letters through Azure Communication Services. The only class that knows its package.</summary>
public sealed class EmailSender
{
    private readonly EmailClient _client;
    private readonly string _sender;

    /// <summary>Reads the settings.</summary>
    /// <param name="settings">Section <c>Mail</c>.</param>
    /// <param name="configuration">Names the identity that signs in where there is no key.</param>
    /// <param name="options">Timeouts and policies, which tests bring along.</param>
    /// <exception cref="InvalidOperationException">The connection string is malformed.</exception>
    public EmailSender(IOptions<MailSettings> settings, IConfiguration configuration, EmailClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var mail = settings.Value;

        // Keep below the minute after which another delivery may take the letter over.
        options ??= new() { Retry = { NetworkTimeout = TimeSpan.FromSeconds(30) } };

        // A retry inside the client can send a letter twice; SendLetter repeats instead, after asking what became of the first.
        options.Retry.MaxRetries = 0;
        _sender = mail.Sender;
        _client = mail.ConnectionString is { } connection
            ? AzureClients.Create("Mail:ConnectionString", () => new EmailClient(connection, options))
            : new EmailClient(mail.Endpoint!, AzureClients.Identity(configuration), options);
    }

    /// <summary>Sends a letter, and asks once what became of it.</summary>
    /// <param name="id">The same for every try at the letter. The service sends an id twice if it is told to.</param>
    /// <param name="email">The letter.</param>
    /// <param name="cancellationToken">Stops waiting; the letter may have been taken all the same.</param>
    /// <exception cref="MailDownException">The letter may have been taken, or not.</exception>
    public async Task<MailAnswer> SendAsync(Guid id, Email email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var content = new EmailContent(email.Subject) { PlainText = email.Text, Html = email.Html };
        EmailSendOperation operation;
        try
        {
            operation = await _client.SendAsync(WaitUntil.Started, new EmailMessage(_sender, email.To, content), id, cancellationToken);
        }
        catch (RequestFailedException error) when (error.IsLimit())
        {
            return new MailAnswer.Limited(error.RetryAfter());
        }
        catch (RequestFailedException error) when (error.IsRefusal())
        {
            return new MailAnswer.Refused(error.Words());
        }
        catch (Exception error) when (error.IsOutage(cancellationToken))
        {
            throw new MailDownException(error.Words(), error);
        }

        try
        {
            return await AskAsync(operation, cancellationToken);
        }
        catch (Exception error) when (error is RequestFailedException || error.IsOutage(cancellationToken))
        {
            // It was taken all the same; how it ends is asked later.
            return new MailAnswer.Accepted();
        }
    }

    /// <summary>Asks what became of a letter that was, or may have been, sent under that id.</summary>
    /// <exception cref="MailDownException">The service gave no answer.</exception>
    public async Task<MailAnswer> AskAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(new EmailSendOperation(id.ToString(), _client), cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return new MailAnswer.Unknown();
        }
        catch (RequestFailedException error) when (error.IsLimit())
        {
            return new MailAnswer.Limited(error.RetryAfter());
        }
        catch (Exception error) when (error.IsOutage(cancellationToken))
        {
            throw new MailDownException(error.Words(), error);
        }
    }

    private static async Task<MailAnswer> AskAsync(EmailSendOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            await operation.UpdateStatusAsync(cancellationToken);
        }
        catch (RequestFailedException error) when (operation.HasCompleted)
        {
            return new MailAnswer.Refused(error.Words());
        }

        return operation.HasCompleted ? new MailAnswer.Sent() : new MailAnswer.Accepted();
    }
}
