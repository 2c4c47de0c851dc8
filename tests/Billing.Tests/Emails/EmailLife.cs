namespace Billing.Tests;

/// <summary>
/// Delivers an e-mail as the use case does: what is about to be done is stored before the call, the answer after it.
/// A call never outlasts the lease.
/// </summary>
internal sealed class EmailLife
{
    private DateTimeOffset _now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private Email _email = new("password-1", EmailKind.Credentials) { EncryptedSecret = "secret" };
    private bool _wasAccepted;

    public ModelMailService Mail { get; } = new();

    public HashSet<EmailStatus> Statuses { get; } = [];

    public HashSet<DeliveryStep> Steps { get; } = [];

    public void Play(Move move)
    {
        _now += move.After;
        var step = DeliveryPolicy.Next(_email, move.IsSuperseded, _now);
        Steps.Add(step);
        switch (step)
        {
            case DeliveryStep.Nothing:
                _email = move.Reopens ? _email.Reopen() : _email;
                break;
            case DeliveryStep.Wait:
                Assert.True(DeliveryPolicy.WaitOf(_email, _now) > TimeSpan.Zero);
                break;
            case DeliveryStep.Supersede:
                _email = _email with { Status = EmailStatus.Superseded, EncryptedSecret = null, NotBefore = null };
                break;
            case DeliveryStep.Send:
                Send(move);
                break;
            case DeliveryStep.Ask:
                Ask(move);
                break;
        }

        CheckInvariants();
    }

    /// <summary>Everything works again: whatever happened so far, the e-mail comes to its end.</summary>
    public void PlayToTheEnd()
    {
        for (var count = 0; count < 6 && !_email.IsFinished; count++)
        {
            Play(new(TimeSpan.FromHours(1), MailWeather.Fine));
        }

        var (isDelivered, hasForgotten) = (Mail.Delivered > 0, Mail.HasForgotten);
        Assert.True(
            _email.Status switch
            {
                EmailStatus.Sent => isDelivered,
                EmailStatus.Superseded => !isDelivered || hasForgotten,
                EmailStatus.Failed => !isDelivered || hasForgotten,
                EmailStatus.GivenUp => true,
                EmailStatus.Queued or EmailStatus.Sending or EmailStatus.Accepted => false,
            },
            $"{_email.Status}, delivered {Mail.Delivered} times");
    }

    private void Send(Move move)
    {
        Assert.False(Mail.Took(_email.Round), "sent although the service may have it");
        _email = DeliveryPolicy.Begin(_email, _now);
        CheckLease();
        if (move.Death != DeliveryDeath.BeforeTheCall)
        {
            Store(DeliveryStep.Send, Mail.Send(_email.Round, move.Weather), move.Death);
        }
    }

    private void Ask(Move move)
    {
        var isAccepted = _email.Status == EmailStatus.Accepted;
        if (move.Death != DeliveryDeath.BeforeTheCall)
        {
            Store(DeliveryStep.Ask, Mail.Ask(_email.Round, isAccepted, move.Weather), move.Death);
        }
    }

    private void Store(DeliveryStep step, MailAnswer answer, DeliveryDeath death)
    {
        if (death != DeliveryDeath.None)
        {
            return;
        }

        var delivery = DeliveryPolicy.After(_email, step, answer, _now);
        var isForAnOperator = delivery.Email.Status is EmailStatus.Failed or EmailStatus.GivenUp;
        Assert.Equal(isForAnOperator, delivery.Failure is not null);
        if (answer is MailAnswer.Unknown && _email.Status == EmailStatus.Sending)
        {
            Assert.Equal(DeliveryStep.Send, DeliveryPolicy.Next(delivery.Email, isSuperseded: false, _now));
        }

        _email = delivery.Email;
    }

    // Without an answer another delivery waits for the end of the lease, and asks then.
    private void CheckLease()
    {
        var end = _now + DeliveryPolicy.Lease;
        Assert.Equal(DeliveryStep.Wait, DeliveryPolicy.Next(_email, isSuperseded: true, end.AddTicks(-1)));
        Assert.Equal(DeliveryStep.Ask, DeliveryPolicy.Next(_email, isSuperseded: true, end));
    }

    private void CheckInvariants()
    {
        Statuses.Add(_email.Status);
        _wasAccepted |= _email.Status is EmailStatus.Accepted or EmailStatus.Sent;
        Assert.True(Mail.Delivered <= 1 || Mail.HasForgotten, $"delivered {Mail.Delivered} times");
        Assert.Equal(_wasAccepted || _email.Status == EmailStatus.Superseded, _email.EncryptedSecret is null);
        Assert.False(
            _email.Status == EmailStatus.Queued && Mail.Took(_email.Round),
            "queued although the service has it");
        Assert.False(
            _email.Status is EmailStatus.Accepted or EmailStatus.Sent && !Mail.Took(_email.Round),
            "taken for sent although the service does not have it");
    }
}
