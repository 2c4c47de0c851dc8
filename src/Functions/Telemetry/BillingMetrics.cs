using System.Diagnostics;
using System.Diagnostics.Metrics;
using Billing;
using Microsoft.Extensions.Logging;

namespace Functions.Telemetry;

/// <summary>What became of an e-mail.</summary>
public enum EmailOutcome
{
    /// <summary>The mail service took it.</summary>
    Accepted,

    /// <summary>The mail service's limit is reached, or the service is down; it waits.</summary>
    Delayed,

    /// <summary>The mail service refused it, could not deliver it, or was down for too long.</summary>
    Failed,

    /// <summary>A newer one took its place, or what it says is no longer true; it was not sent.</summary>
    Superseded,
}

/// <summary>
/// What an operator wants to know of: each is counted, marked in its trace and, where an id helps, logged. Ids and sums
/// alone, never personal data.
/// </summary>
public sealed partial class BillingMetrics
{
    private readonly ILogger<BillingMetrics> _logger;
    private readonly Counter<long> _signUps;
    private readonly Counter<long> _emails;
    private readonly Counter<long> _topUps;
    private readonly Counter<long> _topUpsAmount;
    private readonly Counter<long> _payments;
    private readonly Counter<long> _paymentsAmount;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _reconciled;
    private readonly Histogram<double> _eventsDelay;

    /// <summary>Makes the instruments.</summary>
    public BillingMetrics(IMeterFactory meters, ILogger<BillingMetrics> logger)
    {
        _logger = logger;
        var meter = meters.Create(TelemetryNames.Name);
        _signUps = meter.CreateCounter<long>(TelemetryNames.SignUps, "{client}", "New clients.");
        _emails = meter.CreateCounter<long>(TelemetryNames.Emails, "{email}", "E-mails, by what became of them.");
        _topUps = meter.CreateCounter<long>(TelemetryNames.TopUps, "{top_up}", "Top-ups booked.");
        _topUpsAmount = meter.CreateCounter<long>(TelemetryNames.TopUpsAmount, "{kopeck}", "Sum of the top-ups.");
        _payments = meter.CreateCounter<long>(TelemetryNames.Payments, "{payment}", "Payments made.");
        _paymentsAmount = meter.CreateCounter<long>(TelemetryNames.PaymentsAmount, "{kopeck}", "Sum of the payments.");
        _refusals = meter.CreateCounter<long>(TelemetryNames.Refusals, "{call}", "Calls refused, by code.");
        _failures = meter.CreateCounter<long>(TelemetryNames.Failures, "{failure}", "Failures for an operator.");
        _reconciled = meter.CreateCounter<long>(TelemetryNames.Reconciled, "{account}", "Accounts checked.");
        _eventsDelay = meter.CreateHistogram(
            TelemetryNames.EventsDelay,
            "s",
            "From a commit to the end of what follows it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2, 5, 10, 30, 60, 300, 900, 3600] });
    }

    /// <summary>A new client sent requisites.</summary>
    public void SignedUp(string clientId, ClientKind kind)
    {
        var name = kind switch
        {
            ClientKind.Organization => "organization",
            ClientKind.Entrepreneur => "entrepreneur",
        };
        _signUps.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Kind, name));
        About(clientId);
        LogSignedUp(_logger, clientId);
    }

    /// <summary>A top-up was booked.</summary>
    public void ToppedUp(string clientId, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _topUps.Add(1);
        _topUpsAmount.Add(entry.Amount.Kopecks);
        About(clientId);
        LogToppedUp(_logger, entry.Number, entry.Amount.Kopecks, clientId);
    }

    /// <summary>A payment was made.</summary>
    public void Paid(string clientId, Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _payments.Add(1);
        _paymentsAmount.Add(-entry.Amount.Kopecks);
        About(clientId);
        LogPaid(_logger, entry.Number, -entry.Amount.Kopecks, clientId);
    }

    /// <summary>Something became of an e-mail.</summary>
    public void Emailed(string clientId, Email email, EmailOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(email);
        var (kind, result) = (email.Kind.ToString(), outcome.ToString().ToLowerInvariant());
        _emails.Add(1, new(TelemetryNames.Kind, kind), new(TelemetryNames.Outcome, result));
        About(clientId)?.SetTag(TelemetryNames.Kind, kind).SetTag(TelemetryNames.Outcome, result);
        LogEmailed(_logger, kind, email.Id, clientId, result);
    }

    /// <summary>A call was answered; a refusal is counted, and from 500 on it is the app's own fault.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code of the problem; null if there is none.</param>
    public void Answered(int status, string? code)
    {
        var span = Activity.Current?.SetTag(TelemetryNames.Status, status);
        if (code is not null)
        {
            _refusals.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Code, code));
            span?.SetTag(TelemetryNames.Code, code)
                .SetStatus(status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    /// <summary>A failure was recorded.</summary>
    public void Failed(string queue) =>
        _failures.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Queue, queue));

    /// <summary>An account was checked.</summary>
    public void Reconciled(bool isWell) =>
        _reconciled.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Outcome, isWell ? "ok" : "mismatch"));

    /// <summary>All that follows an event is done.</summary>
    public void Followed(TimeSpan delay) => _eventsDelay.Record(Math.Max(0, delay.TotalSeconds));

    private static Activity? About(string clientId) => Activity.Current?.SetTag(TelemetryNames.ClientId, clientId);

    [LoggerMessage(LogLevel.Information, "Client {ClientId} sent requisites.")]
    private static partial void LogSignedUp(ILogger logger, string clientId);

    [LoggerMessage(LogLevel.Information, "Entry {Number}: top-up of {Kopecks} kopecks for client {ClientId}.")]
    private static partial void LogToppedUp(ILogger logger, long number, long kopecks, string clientId);

    [LoggerMessage(LogLevel.Information, "Entry {Number}: payment of {Kopecks} kopecks by client {ClientId}.")]
    private static partial void LogPaid(ILogger logger, long number, long kopecks, string clientId);

    [LoggerMessage(LogLevel.Information, "{Kind} e-mail {EmailId} of client {ClientId}: {Outcome}.")]
    private static partial void LogEmailed(
        ILogger logger,
        string kind,
        string emailId,
        string clientId,
        string outcome);
}
