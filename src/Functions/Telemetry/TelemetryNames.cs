using System.Diagnostics;

namespace Functions.Telemetry;

/// <summary>
/// The names under which the app is observed. The operator's handbook explains them; alerts read them.
/// </summary>
public static class TelemetryNames
{
    /// <summary>Of the one source of spans and the one meter.</summary>
    public const string Name = "Billing";

    /// <summary>
    /// Counter, {client}: new clients, by <see cref="Kind"/> <c>organization</c> or <c>entrepreneur</c>.
    /// </summary>
    public const string SignUps = "billing.sign_ups";

    /// <summary>
    /// Counter, {email}: by <see cref="Kind"/> (an EmailKind) and <see cref="Outcome"/> (an EmailOutcome, in lower
    /// case).
    /// </summary>
    public const string Emails = "billing.emails";

    /// <summary>Counter, {top_up}: top-ups booked.</summary>
    public const string TopUps = "billing.top_ups";

    /// <summary>Counter, {kopeck}: their sum.</summary>
    public const string TopUpsAmount = "billing.top_ups.amount";

    /// <summary>Counter, {payment}: payments made.</summary>
    public const string Payments = "billing.payments";

    /// <summary>Counter, {kopeck}: their sum.</summary>
    public const string PaymentsAmount = "billing.payments.amount";

    /// <summary>Counter, {call}: HTTP calls that were refused, by the <see cref="Code"/> of the problem.</summary>
    public const string Refusals = "billing.refusals";

    /// <summary>Counter, {failure}: what was recorded for an operator, by <see cref="Queue"/>.</summary>
    public const string Failures = "billing.failures";

    /// <summary>Counter, {account}: accounts checked, by <see cref="Outcome"/> <c>ok</c> or <c>mismatch</c>.</summary>
    public const string Reconciled = "billing.reconciled";

    /// <summary>Histogram, s: from a commit to the end of all that follows it, e-mails aside.</summary>
    public const string EventsDelay = "billing.events.delay";

    /// <summary>
    /// Histogram, s: requests to Table Storage, each try by itself, by <see cref="Method"/>, <see cref="Table"/> and
    /// <see cref="Status"/>.
    /// </summary>
    public const string StorageDuration = "billing.storage.duration";

    /// <summary>Counter, {request}: tries at Table Storage after the first, by <see cref="Table"/>.</summary>
    public const string StorageRetries = "billing.storage.retries";

    /// <summary>Dimension.</summary>
    public const string Kind = "kind";

    /// <summary>Dimension.</summary>
    public const string Outcome = "outcome";

    /// <summary>Dimension, and an attribute of the refused call's span.</summary>
    public const string Code = "code";

    /// <summary>Dimension.</summary>
    public const string Queue = "queue";

    /// <summary>Dimension: the table, or <c>$batch</c> for a transaction.</summary>
    public const string Table = "table";

    /// <summary>Dimension: the HTTP method.</summary>
    public const string Method = "http.request.method";

    /// <summary>Dimension: the HTTP status; 0 if no answer came.</summary>
    public const string Status = "http.response.status_code";

    /// <summary>Attribute of spans, never of metrics: the client's id.</summary>
    public const string ClientId = "billing.client_id";

    /// <summary>The source of spans. Without a listener it makes none.</summary>
    public static ActivitySource Source { get; } = new(Name);
}
