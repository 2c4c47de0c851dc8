namespace Billing.Tests;

/// <summary>How the mail service behaves at one call.</summary>
public enum MailWeather
{
    Fine,

    /// <summary>Takes the call, and the answer is lost.</summary>
    LosesAnswer,
    Down,
    Limits,

    /// <summary>Takes the e-mail, and cannot deliver it.</summary>
    Refuses,

    /// <summary>Has not delivered yet what it took.</summary>
    IsSlow,

    /// <summary>No longer knows what it said it had accepted.</summary>
    Forgets,
}

/// <summary>A mail service with operations under the ids that it is given: here the rounds of one e-mail.</summary>
internal sealed class ModelMailService
{
    // Whether each one is delivered, or else refused.
    private readonly Dictionary<int, bool> _operations = [];
    private readonly HashSet<int> _forgotten = [];

    /// <summary>How often the recipient got the e-mail.</summary>
    public int Delivered { get; private set; }

    /// <summary>Whether it was made to forget an e-mail that it delivered.</summary>
    public bool HasForgotten => _forgotten.Any(round => _operations[round]);

    /// <summary>Whether it took the e-mail in a round.</summary>
    public bool Took(int round) => _operations.ContainsKey(round);

    public MailAnswer Send(int round, MailWeather weather)
    {
        if (weather is MailWeather.Down or MailWeather.Limits)
        {
            return weather == MailWeather.Down ? new MailAnswer.Down("503") : Limited();
        }

        var isDelivered = weather != MailWeather.Refuses;
        Delivered += isDelivered ? 1 : 0;
        _operations.Add(round, isDelivered);
        return weather switch
        {
            MailWeather.LosesAnswer => new MailAnswer.Down("timeout"),
            MailWeather.Refuses => new MailAnswer.Refused("no such box"),
            _ => new MailAnswer.Accepted(),
        };
    }

    /// <param name="round">The operation.</param>
    /// <param name="isAccepted">
    /// Whether the answer that it was accepted is stored: services know their operations for longer than that takes.
    /// </param>
    /// <param name="weather">The behaviour.</param>
    public MailAnswer Ask(int round, bool isAccepted, MailWeather weather)
    {
        if (weather == MailWeather.Forgets && isAccepted)
        {
            _forgotten.Add(round);
        }

        return weather switch
        {
            MailWeather.Down or MailWeather.LosesAnswer => new MailAnswer.Down("503"),
            MailWeather.Limits => Limited(),
            _ when !Took(round) || _forgotten.Contains(round) => new MailAnswer.Unknown(),
            MailWeather.IsSlow => new MailAnswer.Accepted(),
            _ => _operations[round] ? new MailAnswer.Sent() : new MailAnswer.Refused("no such box"),
        };
    }

    private static MailAnswer.Limited Limited() => new(TimeSpan.FromMinutes(7));
}
