namespace Local;

/// <summary>What can go wrong with a letter at the mail service.</summary>
public abstract record MailFault
{
    private MailFault()
    {
    }

    /// <summary>429: the sending limit is reached; nothing is sent.</summary>
    /// <param name="RetryAfter">What the Retry-After header asks for, in whole seconds.</param>
    public sealed record TooManyRequests(TimeSpan RetryAfter) : MailFault;

    /// <summary>500: nothing is sent.</summary>
    public sealed record ServerError : MailFault;

    /// <summary>401: whoever asks is not let in; nothing is sent.</summary>
    public sealed record NoAccess : MailFault;

    /// <summary>The connection breaks without an answer: nothing is sent.</summary>
    public sealed record NoConnection : MailFault;

    /// <summary>No answer comes while the caller waits: nothing is sent.</summary>
    public sealed record Silence : MailFault;

    /// <summary>The letter is accepted and delivered, but the connection breaks before the answer.</summary>
    public sealed record LostAnswer : MailFault;

    /// <summary>400: the recipient's address is refused at once.</summary>
    public sealed record RecipientRefused : MailFault;

    /// <summary>Accepted with 202, but not delivered: the operation ends as failed.</summary>
    public sealed record DeliveryFailed : MailFault;
}
