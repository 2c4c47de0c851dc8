using Billing;
using Functions.Outbox;
using Functions.Security;

namespace Functions.Payments;

/// <summary>One call with a confirmed request, over its attempts to commit.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="now">The moment of the call.</param>
internal sealed class ConfirmedAttempt(ConfirmedRequest request, DateTimeOffset now)
    : KeyedCall(request.EventId, request.Hash)
{
    private string? _verifiedHash;
    private PasswordCheck _check;

    /// <summary>What is asked for.</summary>
    public ConfirmedRequest Request { get; } = request;

    /// <summary>The moment of the call.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>The hash to store from now on, if the parameters have risen; else null.</summary>
    public string? BetterHash => _check.BetterHash;

    /// <summary>Whether the password is the cabinet's; null if that one was not verified.</summary>
    public bool? IsRight(Cabinet cabinet) => cabinet.PasswordHash == _verifiedHash ? _check.IsRight : null;

    /// <summary>Keeps the result: a hash is verified once for a call.</summary>
    public void SetChecked(Cabinet cabinet, PasswordCheck check) =>
        (_verifiedHash, _check) = (cabinet.PasswordHash, check);
}
