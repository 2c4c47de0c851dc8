using static Billing.EmailStatus;

namespace Billing.Tests;

/// <summary>What follows each answer of the mail service, in each status in which it can come.</summary>
public sealed class MailAnswersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    // Has waited through an outage, and was given to the service a second ago.
    private static readonly Email Given = new("password-1", EmailKind.Credentials)
    {
        Status = Sending,
        EncryptedSecret = "secret",
        TriedAt = Now.AddSeconds(-1),
        DownSince = Now.AddMinutes(-5),
        NotBefore = Now,
        CreatedAt = Now.AddDays(-1),
        Round = 1,
    };

    private static readonly Email Answered = Given with { TriedAt = null, DownSince = null, NotBefore = null };

    // The secret of an accepted one is erased.
    private static readonly Email Taken = Answered with { Status = Accepted, EncryptedSecret = null };

    public static TheoryData<DeliveryStep, EmailStatus> Steps => new()
    {
        { DeliveryStep.Send, Sending },
        { DeliveryStep.Ask, Sending },
        { DeliveryStep.Ask, Accepted },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Taken_or_sent_the_email_needs_its_secret_no_longer(DeliveryStep step, EmailStatus status)
    {
        Assert.Equal(new(Taken with { NotBefore = Now.AddMinutes(1) }), After(step, status, new MailAnswer.Accepted()));
        Assert.Equal(new(Taken with { Status = Sent }), After(step, status, new MailAnswer.Sent()));
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Refused_it_fails_and_keeps_what_a_new_round_needs(
        DeliveryStep step,
        EmailStatus status) => Assert.Equal(
        new(In(status, Answered) with { Status = Failed }, "The mail service refused e-mail password-1: no such box"),
        After(step, status, new MailAnswer.Refused("no such box")));

    [Theory]
    [InlineData(DeliveryStep.Send, Sending, Queued)]
    [InlineData(DeliveryStep.Ask, Sending, Sending)]
    [InlineData(DeliveryStep.Ask, Accepted, Accepted)]
    public void A_limit_keeps_an_email_from_being_taken_and_says_nothing_if_it_meets_a_question(
        DeliveryStep step,
        EmailStatus status,
        EmailStatus expected) => Assert.Equal(
        new(In(status, Answered) with { Status = expected, NotBefore = Now.AddSeconds(90) }),
        After(step, status, new MailAnswer.Limited(TimeSpan.FromSeconds(90))));

    [Theory]
    [InlineData(DeliveryStep.Send)]
    [InlineData(DeliveryStep.Ask)]
    public void One_that_the_service_never_heard_of_is_sent_next(DeliveryStep step)
    {
        var delivery = After(step, Sending, new MailAnswer.Unknown());

        Assert.Equal(new(Answered with { Status = Queued, DownSince = Given.DownSince }), delivery);
        Assert.Equal(DeliveryStep.Send, DeliveryPolicy.Next(delivery.Email, isSuperseded: false, Now));
    }

    [Fact]
    public void One_that_was_accepted_and_is_forgotten_is_not_sent_again() => Assert.Equal(
        new(
            Taken with { Status = Failed },
            "The mail service no longer knows e-mail password-1, which it had accepted."),
        After(DeliveryStep.Ask, Accepted, new MailAnswer.Unknown()));

    [Theory]
    [MemberData(nameof(Steps))]
    public void An_outage_says_nothing_of_the_email_which_is_asked_about_next(DeliveryStep step, EmailStatus status)
    {
        var delivery = After(step, status, new MailAnswer.Down("503"));

        Assert.Equal(
            new(In(status, Given) with { TriedAt = null, NotBefore = Now.AddMinutes(5) }),
            delivery);
        Assert.Equal(
            DeliveryStep.Ask,
            DeliveryPolicy.Next(delivery.Email, isSuperseded: true, Now.AddMinutes(5)));
    }

    private static Delivery After(DeliveryStep step, EmailStatus status, MailAnswer answer) =>
        DeliveryPolicy.After(In(status, Given), step, answer, Now);

    private static Email In(EmailStatus status, Email email) => email with
    {
        Status = status,
        EncryptedSecret = status == Accepted ? null : email.EncryptedSecret,
    };
}
