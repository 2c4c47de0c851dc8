using Functions.Clients;
using Functions.Failures;
using Functions.Outbox;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Endpoints;

/// <summary>The triggers of the poison queues: what failed every try is recorded where an operator sees it.</summary>
public sealed class PoisonFunctions(FailureLog failures, CreateCabinet createCabinet)
{
    /// <summary>Records a cabinet that could not be made, and tells the widget.</summary>
    [Function("CreateCabinetPoison")]
    public async Task CreateCabinet(
        [QueueTrigger(QueueNames.CreateCabinet + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken)
    {
        if (await failures.RecordPoisonAsync(QueueNames.CreateCabinet, message, cancellationToken) is { } clientId)
        {
            await createCabinet.FailAsync(clientId, cancellationToken);
        }
    }

    /// <summary>Records an event that could not be followed.</summary>
    [Function("EventsPoison")]
    public Task Events(
        [QueueTrigger(QueueNames.Events + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.Events, message, cancellationToken);

    /// <summary>Records an e-mail with a password or a link that could not be sent.</summary>
    [Function("SendCredentialsPoison")]
    public Task SendCredentials(
        [QueueTrigger(QueueNames.SendCredentials + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.SendCredentials, message, cancellationToken);

    /// <summary>Records an e-mail that could not be sent.</summary>
    [Function("SendEmailPoison")]
    public Task SendEmail(
        [QueueTrigger(QueueNames.SendEmail + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.SendEmail, message, cancellationToken);

    /// <summary>Records a link that could not be made.</summary>
    [Function("MakeResetLinkPoison")]
    public Task MakeResetLink(
        [QueueTrigger(QueueNames.MakeResetLink + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.MakeResetLink, message, cancellationToken);

    /// <summary>Records a top-up that could not be booked for a fault.</summary>
    [Function("TopUpsPoison")]
    public Task TopUps(
        [QueueTrigger(QueueNames.TopUps + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.TopUps, message, cancellationToken);

    /// <summary>Records a statement that could not be worked through.</summary>
    [Function("StatementsPoison")]
    public Task Statements(
        [QueueTrigger(QueueNames.Statements + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.Statements, message, cancellationToken);

    /// <summary>Records a ledger that could not be checked for a fault: that is no mismatch.</summary>
    [Function("ReconcileAccountPoison")]
    public Task ReconcileAccount(
        [QueueTrigger(QueueNames.ReconcileAccount + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.ReconcileAccount, message, cancellationToken);

    /// <summary>Records subscriptions that could not be ended.</summary>
    [Function("ExpireClientPoison")]
    public Task ExpireClient(
        [QueueTrigger(QueueNames.ExpireClient + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.ExpireClient, message, cancellationToken);

    /// <summary>Records an event that could not be told to an address for a fault of ours.</summary>
    [Function("DeliverWebhookPoison")]
    public Task Webhooks(
        [QueueTrigger(QueueNames.Webhooks + QueueNames.PoisonSuffix)] string message,
        CancellationToken cancellationToken) =>
        failures.RecordPoisonAsync(QueueNames.Webhooks, message, cancellationToken);
}
