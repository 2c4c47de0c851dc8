namespace Billing;

/// <summary>What the mail service says of an e-mail: a closed set of cases.</summary>
public abstract record MailAnswer
{
    private MailAnswer()
    {
    }

    /// <summary>Taken, and not sent yet as far as is known.</summary>
    public sealed record Accepted : MailAnswer;

    /// <summary>Handed over to the recipient's mail server.</summary>
    public sealed record Sent : MailAnswer;

    /// <summary>Refused, and would be again.</summary>
    /// <param name="Reason">A few words without what the service wrote: that can quote an address.</param>
    public sealed record Refused(string Reason) : MailAnswer;

    /// <summary>Not looked at, because one of the service's limits is reached.</summary>
    /// <param name="RetryAfter">How long the service asks to wait.</param>
    public sealed record Limited(TimeSpan RetryAfter) : MailAnswer;

    /// <summary>The service has never heard of it.</summary>
    public sealed record Unknown : MailAnswer;

    /// <summary>
    /// The service is down, does not answer in time, or lets nobody in: that says nothing about the e-mail, nor
    /// whether it was taken.
    /// </summary>
    /// <param name="Reason">A few words without what the service wrote: that can quote an address.</param>
    public sealed record Down(string Reason) : MailAnswer;
}
