using System.Diagnostics;
using System.Diagnostics.Metrics;
using Billing;
using Functions.Http;
using Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Functions.Telemetry;

/// <summary>What became of a letter.</summary>
public enum LetterOutcome
{
    /// <summary>The mail service took it.</summary>
    Accepted,

    /// <summary>The mail service's limit is reached, or the service is down; it waits.</summary>
    Delayed,

    /// <summary>The mail service refused it, could not deliver it, or was down for too long.</summary>
    Failed,

    /// <summary>A newer one took its place, or its link's time was over; it was not sent.</summary>
    Superseded,
}

/// <summary>What an operator wants to know of: each event is counted, marked in its trace and, where an id helps, logged. Ids and sums alone, never personal data.</summary>
public sealed partial class Events
{
    private readonly ILogger<Events> _logger;
    private readonly Counter<long> _signUps, _letters, _topUps, _topUpsAmount, _payments, _paymentsAmount, _refusals, _failures, _reconciled;
    private readonly Gauge<double> _oldestPending;

    /// <summary>Makes the instruments.</summary>
    public Events(IMeterFactory meters, ILogger<Events> logger)
    {
        _logger = logger;
        var meter = meters.Create(Signals.Name);
        _signUps = meter.CreateCounter<long>(Signals.SignUps, "{client}", "New clients.");
        _letters = meter.CreateCounter<long>(Signals.Letters, "{letter}", "Letters, by what became of them.");
        _topUps = meter.CreateCounter<long>(Signals.TopUps, "{top_up}", "Top-ups booked.");
        _topUpsAmount = meter.CreateCounter<long>(Signals.TopUpsAmount, "{kopeck}", "Sum of the top-ups booked.");
        _payments = meter.CreateCounter<long>(Signals.Payments, "{payment}", "Payments made.");
        _paymentsAmount = meter.CreateCounter<long>(Signals.PaymentsAmount, "{kopeck}", "Sum of the payments made.");
        _refusals = meter.CreateCounter<long>(Signals.Refusals, "{call}", "Calls refused, by code.");
        _failures = meter.CreateCounter<long>(Signals.Failures, "{failure}", "Failures recorded for an operator.");
        _reconciled = meter.CreateCounter<long>(Signals.Reconciled, "{account}", "Accounts checked.");
        _oldestPending = meter.CreateGauge<double>(Signals.OldestPending, "s", "Age of the oldest work found due.");
    }

    /// <summary>A new client sent requisites.</summary>
    public void SignedUp(string clientId, ClientKind kind)
    {
        _signUps.Add(1, new KeyValuePair<string, object?>(Signals.Kind, kind == ClientKind.Organization ? "organization" : "entrepreneur"));
        About(clientId);
        LogSignedUp(_logger, clientId);
    }

    /// <summary>A top-up was booked.</summary>
    public void ToppedUp(string clientId, TopUp topUp)
    {
        _topUps.Add(1);
        _topUpsAmount.Add(topUp.Amount.Kopecks);
        About(clientId);
        LogToppedUp(_logger, topUp.Id, topUp.Amount.Kopecks, clientId);
    }

    /// <summary>A payment was made.</summary>
    public void Paid(string clientId, Payment payment)
    {
        _payments.Add(1);
        _paymentsAmount.Add(payment.Amount.Kopecks);
        About(clientId);
        LogPaid(_logger, payment.Id, payment.Amount.Kopecks, clientId);
    }

    /// <summary>Something became of a letter.</summary>
    public void Letter(string clientId, LetterRow letter, LetterOutcome outcome)
    {
        var (kind, result) = (letter.Kind.ToString(), outcome.ToString().ToLowerInvariant());
        _letters.Add(1, new(Signals.Kind, kind), new(Signals.Outcome, result));
        About(clientId)?.SetTag(Signals.Kind, kind).SetTag(Signals.Outcome, result);
        LogLetter(_logger, kind, letter.Id, clientId, result);
    }

    /// <summary>A call was answered; a refusal is counted, and from 500 on it is the app's own fault.</summary>
    public void Answered(Outcome outcome)
    {
        var span = Activity.Current?.SetTag(Signals.Status, outcome.Status);
        if (outcome.Problem is { } problem)
        {
            _refusals.Add(1, new KeyValuePair<string, object?>(Signals.Code, problem.Code));
            span?.SetTag(Signals.Code, problem.Code).SetStatus(problem.Status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    /// <summary>A failure was recorded.</summary>
    public void Failed(string queue) => _failures.Add(1, new KeyValuePair<string, object?>(Signals.Queue, queue));

    /// <summary>An account was checked.</summary>
    public void Reconciled(bool well) => _reconciled.Add(1, new KeyValuePair<string, object?>(Signals.Outcome, well ? "ok" : "mismatch"));

    /// <summary>FinishPending looked what is due.</summary>
    public void OldestPending(TimeSpan age) => _oldestPending.Record(age.TotalSeconds);

    private static Activity? About(string clientId) => Activity.Current?.SetTag(Signals.ClientId, clientId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Client {ClientId} sent requisites.")]
    private static partial void LogSignedUp(ILogger logger, string clientId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Top-up {TopUpId} of {Kopecks} kopecks was booked for client {ClientId}.")]
    private static partial void LogToppedUp(ILogger logger, string topUpId, long kopecks, string clientId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Payment {PaymentId} of {Kopecks} kopecks was made by client {ClientId}.")]
    private static partial void LogPaid(ILogger logger, string paymentId, long kopecks, string clientId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Kind} letter {LetterId} of client {ClientId}: {Outcome}.")]
    private static partial void LogLetter(ILogger logger, string kind, string letterId, string clientId, string outcome);
}
