using Billing;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;

namespace Functions.Payments;

/// <summary>A request whose form is complete, and that the customer confirms with the cabinet's password.</summary>
/// <param name="EventId">
/// The event under the caller's key: known before the commit, and the same over all attempts.
/// </param>
/// <param name="Hash">
/// What has to be the same for it to be the same request. A password is no part of what is asked for.
/// </param>
/// <param name="Password">Of the cabinet.</param>
/// <param name="Kind">What its commit does.</param>
public abstract record ConfirmedRequest(string EventId, string Hash, Password Password, EventKind Kind)
{
    /// <summary>Decides on it.</summary>
    public abstract PaymentDecision Decide(PaymentState state, bool? passwordIsRight, DateTimeOffset now);

    /// <summary>
    /// What the caller is told of what stands under its key, whether this call or an earlier one did it.
    /// </summary>
    public abstract Outcome Answer(string clientId, KeyedResult result);

    /// <summary>Adds what is written beside account, entry, subscriptions and event.</summary>
    public virtual void Write(Commit commit, PaymentDecision.Accepted decision)
    {
    }

    /// <summary>What the event says beside kind, moment and entry.</summary>
    public virtual EventRecord Describe(EventRecord record) => record;

    /// <summary>The path of an item, counted from 0, in the form; empty if there is only one.</summary>
    public virtual string PathOf(int item) => "";
}
