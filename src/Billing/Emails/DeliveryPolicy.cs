using System.Diagnostics;

namespace Billing;

/// <summary>What is to be done with an e-mail now.</summary>
public enum DeliveryStep
{
    /// <summary>Nothing, ever.</summary>
    Nothing,

    /// <summary>Nothing before <see cref="Email.NotBefore"/>, or before another delivery had its time.</summary>
    Wait,

    /// <summary>It says what is no longer true: it is not sent.</summary>
    Supersede,

    /// <summary>Give it to the mail service.</summary>
    Send,

    /// <summary>Ask the mail service what became of it.</summary>
    Ask,
}

/// <summary>What follows an answer of the mail service.</summary>
/// <param name="Email">The e-mail as it is to be stored.</param>
/// <param name="Failure">Why an operator has to look, English; null if nobody has to.</param>
public sealed record Delivery(Email Email, string? Failure = null);

/// <summary>What happens to an e-mail after each answer of the mail service, and when.</summary>
public static class DeliveryPolicy
{
    /// <summary>
    /// How long a delivery has an e-mail for itself. If it does not store an answer by then, it died, and another one
    /// asks.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(2);

    /// <summary>What is to be done now.</summary>
    /// <param name="email">As it is stored.</param>
    /// <param name="isSuperseded">Whether it says what is no longer true.</param>
    /// <param name="now">The moment.</param>
    public static DeliveryStep Next(Email email, bool isSuperseded, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email.Status switch
        {
            EmailStatus.Sent or EmailStatus.Superseded or EmailStatus.Failed or EmailStatus.GivenUp =>
                DeliveryStep.Nothing,
            EmailStatus.Queued when isSuperseded => DeliveryStep.Supersede,
            EmailStatus.Queued or EmailStatus.Sending or EmailStatus.Accepted when WaitOf(email, now) > TimeSpan.Zero =>
                DeliveryStep.Wait,
            EmailStatus.Queued => DeliveryStep.Send,
            EmailStatus.Sending or EmailStatus.Accepted => DeliveryStep.Ask,
        };
    }

    /// <summary>How long nothing is to be done: up to <see cref="Email.NotBefore"/> and the end of the lease.</summary>
    public static TimeSpan WaitOf(Email email, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        var lease = email is { Status: EmailStatus.Sending, TriedAt: { } triedAt }
            ? triedAt + Lease - now
            : TimeSpan.Zero;
        var wait = email.NotBefore - now ?? TimeSpan.Zero;
        return lease > wait ? lease : wait;
    }

    /// <summary>The e-mail that is about to be given to the mail service.</summary>
    public static Email Begin(Email email, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        return email with { Status = EmailStatus.Sending, TriedAt = now, NotBefore = null };
    }

    /// <summary>What follows an answer.</summary>
    /// <param name="email">As it is stored.</param>
    /// <param name="step">What was done: <see cref="DeliveryStep.Send"/> or <see cref="DeliveryStep.Ask"/>.</param>
    /// <param name="answer">The answer to that.</param>
    /// <param name="now">The moment.</param>
    public static Delivery After(Email email, DeliveryStep step, MailAnswer answer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(email);
        var answered = email with { TriedAt = null, DownSince = null, NotBefore = null };
        return answer switch
        {
            MailAnswer.Sent => new(answered with { Status = EmailStatus.Sent, EncryptedSecret = null }),
            MailAnswer.Accepted => new(answered with
            {
                Status = EmailStatus.Accepted,
                EncryptedSecret = null,
                NotBefore = now + PollInterval,
            }),
            MailAnswer.Refused refused => new(
                answered with { Status = EmailStatus.Failed },
                $"The mail service refused e-mail {email.Id}: {refused.Reason}"),
            MailAnswer.Limited limited => new(answered with
            {
                // A limit that met the e-mail itself kept it from being taken; one that met the question says nothing.
                Status = step == DeliveryStep.Send ? EmailStatus.Queued : email.Status,
                NotBefore = now + limited.RetryAfter,
            }),
            MailAnswer.Unknown when email.Status == EmailStatus.Accepted => new(
                answered with { Status = EmailStatus.Failed },
                $"The mail service no longer knows e-mail {email.Id}, which it had accepted."),

            // It was never taken: the next step is to send it. The outage that kept it from being taken may go on.
            MailAnswer.Unknown => new(answered with { Status = EmailStatus.Queued, DownSince = email.DownSince }),
            MailAnswer.Down down => AfterOutage(email, down.Reason, now),
            _ => throw new UnreachableException(),
        };
    }

    // Waits as long again as it has waited so far.
    private static Delivery AfterOutage(Email email, string reason, DateTimeOffset now)
    {
        var since = email.DownSince ?? now;
        var waited = now - since;
        var wait = TimeSpan.FromTicks(Math.Clamp(waited.Ticks, ShortestWait.Ticks, LongestWait.Ticks));
        var waiting = email with { TriedAt = null, DownSince = since, NotBefore = now + wait };

        // One that was accepted is sent however long the answer takes: nobody has to do anything.
        return waited < LongestOutage || email.Status == EmailStatus.Accepted
            ? new(waiting)
            : new(
                waiting with { Status = EmailStatus.GivenUp, DownSince = null, NotBefore = null },
                $"The mail service has been down for {waited.Days} days ({reason}); e-mail {email.Id} was given up.");
    }
}
