using Azure;
using Azure.Communication.Email;
using Billing;
using Functions.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MailAddress = Azure.Communication.Email.EmailAddress;

namespace Functions.Emails;

/// <summary>Sends e-mails through Azure Communication Services. The only class that knows its package.</summary>
public sealed class EmailSender
{
    private readonly EmailClient _client;
    private readonly string _sender;

    /// <summary>Reads the settings.</summary>
    /// <param name="settings">Section <c>Mail</c>.</param>
    /// <param name="configuration">Names the identity that signs in where there is no key.</param>
    /// <param name="options">Timeouts and policies, which tests bring along.</param>
    /// <exception cref="InvalidOperationException">The connection string is malformed.</exception>
    public EmailSender(
        IOptions<MailSettings> settings,
        IConfiguration configuration,
        EmailClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var mail = settings.Value;

        // Keep below the delivery lease: after that another delivery may take the e-mail over.
        options ??= new() { Retry = { NetworkTimeout = TimeSpan.FromSeconds(30) } };

        // A retry inside the client can send an e-mail twice. SendEmail repeats instead, after asking what became of
        // the first.
        options.Retry.MaxRetries = 0;
        _sender = mail.Sender;
        _client = mail.ConnectionString is { } connection
            ? AzureClients.Create("Mail:ConnectionString", () => new EmailClient(connection, options))
            : new EmailClient(mail.Endpoint!, AzureClients.Identity(configuration), options);
    }

    /// <summary>Sends an e-mail, and asks once what became of it.</summary>
    /// <param name="id">The same for every try at the e-mail. The service sends an id twice if it is told to.</param>
    /// <param name="email">The e-mail.</param>
    /// <param name="cancellationToken">Stops waiting; the e-mail may have been taken all the same.</param>
    public async Task<MailAnswer> SendAsync(Guid id, OutgoingEmail email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var content = new Azure.Communication.Email.EmailContent(email.Subject)
        {
            PlainText = email.Text,
            Html = email.Html,
        };
        var copies = email.CopyTo is { } copy ? new[] { new MailAddress(copy) } : [];
        var recipients = new EmailRecipients([new MailAddress(email.To)], copies);
        var message = new Azure.Communication.Email.EmailMessage(_sender, recipients, content);
        if (email.File is { } file)
        {
            message.Attachments.Add(new(file.Name, file.ContentType, BinaryData.FromBytes(file.Content)));
        }

        EmailSendOperation operation;
        try
        {
            operation = await _client.SendAsync(WaitUntil.Started, message, id, cancellationToken);
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
            return new MailAnswer.Down(error.Words());
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

    /// <summary>Asks what became of an e-mail that was, or may have been, sent under that id.</summary>
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
            return new MailAnswer.Down(error.Words());
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
