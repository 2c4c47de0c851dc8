using Functions.Cabinets;
using Functions.Clients;
using Functions.Emails;
using Functions.Events;
using Functions.Movements;
using Functions.Outbox;
using Functions.Reconciliation;
using Functions.Renewals;
using Functions.Statements;
using Functions.Webhooks;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Endpoints;

/// <summary>Every queue trigger but those of the poison queues.</summary>
public sealed class QueueFunctions(
    QueueWork work,
    CreateCabinet createCabinet,
    FollowEvent followEvent,
    SendEmail sendEmail,
    ResetPassword resetPassword,
    TakeTopUp takeTopUp,
    ProcessStatement processStatement,
    ReconcileAccount reconcileAccount,
    ExpireClient expireClient,
    DeliverWebhook deliverWebhook)
{
    /// <summary>Makes a cabinet.</summary>
    [Function("CreateCabinet")]
    public Task CreateCabinet(
        [QueueTrigger(QueueNames.CreateCabinet)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<CabinetMessage>(QueueNames.CreateCabinet, text, createCabinet.RunAsync, cancellationToken);

    /// <summary>Does what follows a commit.</summary>
    [Function("FollowEvent")]
    public Task FollowEvent(
        [QueueTrigger(QueueNames.Events)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<EventMessage>(QueueNames.Events, text, followEvent.RunAsync, cancellationToken);

    /// <summary>Sends an e-mail with a password or a link.</summary>
    [Function("SendCredentialsEmail")]
    public Task SendCredentials(
        [QueueTrigger(QueueNames.SendCredentials)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<EmailMessage>(QueueNames.SendCredentials, text, sendEmail.RunAsync, cancellationToken);

    /// <summary>Sends any other e-mail.</summary>
    [Function("SendEmail")]
    public Task SendEmail(
        [QueueTrigger(QueueNames.SendEmail)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<EmailMessage>(QueueNames.SendEmail, text, sendEmail.RunAsync, cancellationToken);

    /// <summary>Makes links to restore a password.</summary>
    [Function("MakeResetLink")]
    public Task MakeResetLink(
        [QueueTrigger(QueueNames.MakeResetLink)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<ResetLinkMessage>(
            QueueNames.MakeResetLink,
            text,
            resetPassword.MakeLinksAsync,
            cancellationToken);

    /// <summary>Books a top-up that a connector put into the queue, or records why it is refused.</summary>
    [Function("BookTopUp")]
    public Task BookTopUp(
        [QueueTrigger(QueueNames.TopUps)] string text,
        CancellationToken cancellationToken) =>
        work.RunTextAsync(QueueNames.TopUps, text, takeTopUp.RunAsync, cancellationToken);

    /// <summary>Works through a bank statement, or books a movement.</summary>
    [Function("ProcessStatement")]
    public Task ProcessStatement(
        [QueueTrigger(QueueNames.Statements)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<StatementMessage>(QueueNames.Statements, text, processStatement.RunAsync, cancellationToken);

    /// <summary>Checks a ledger, or hands out a slice of them.</summary>
    [Function("ReconcileAccount")]
    public Task ReconcileAccount(
        [QueueTrigger(QueueNames.ReconcileAccount)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<ReconcileMessage>(
            QueueNames.ReconcileAccount,
            text,
            reconcileAccount.RunAsync,
            cancellationToken);

    /// <summary>Ends subscriptions of a client, or reminds of their end.</summary>
    [Function("ExpireClient")]
    public Task ExpireClient(
        [QueueTrigger(QueueNames.ExpireClient)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<ExpiryMessage>(QueueNames.ExpireClient, text, expireClient.RunAsync, cancellationToken);

    /// <summary>Tells an address of an event.</summary>
    [Function("DeliverWebhook")]
    public Task DeliverWebhook(
        [QueueTrigger(QueueNames.Webhooks)] string text,
        CancellationToken cancellationToken) =>
        work.RunAsync<WebhookMessage>(QueueNames.Webhooks, text, deliverWebhook.RunAsync, cancellationToken);
}
