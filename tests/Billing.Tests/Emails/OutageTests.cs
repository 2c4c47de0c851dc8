using static Billing.EmailStatus;

namespace Billing.Tests;

/// <summary>The mail service is down, for longer and longer.</summary>
public sealed class OutageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly Email Email = new("password-1", EmailKind.Credentials)
    {
        EncryptedSecret = "secret",
        Status = Sending,
    };

    [Fact]
    public void Each_wait_is_as_long_as_all_before_it_an_hour_at_most_and_two_days_are_the_end()
    {
        var (waits, delivery, now) = WaitThrough(Email, TimeSpan.FromDays(3));

        Assert.Equal([5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600], waits.Take(13));
        Assert.All(waits.Skip(11), wait => Assert.Equal(3600, wait));
        Assert.InRange(now - Start, TimeSpan.FromDays(2), TimeSpan.FromDays(2) + TimeSpan.FromHours(1));
        Assert.Equal(Email with { Status = GivenUp }, delivery.Email);
        Assert.Equal(
            "The mail service has been down for 2 days (503); e-mail password-1 was given up.",
            delivery.Failure);
    }

    [Fact]
    public void One_that_was_accepted_is_never_given_up()
    {
        var accepted = Email with { Status = Accepted, EncryptedSecret = null };

        var (_, delivery, now) = WaitThrough(accepted, TimeSpan.FromDays(9));

        Assert.True(now - Start > TimeSpan.FromDays(8));
        Assert.Equal((Accepted, null), (delivery.Email.Status, delivery.Failure));
        Assert.Equal(TimeSpan.FromHours(1), DeliveryPolicy.WaitOf(delivery.Email, now));
    }

    [Fact]
    public void Two_days_are_counted_to_the_tick()
    {
        var email = Email with { DownSince = Start };

        Assert.Equal(Sending, Down(email, Start.AddDays(2).AddTicks(-1)).Email.Status);
        Assert.Equal(GivenUp, Down(email, Start.AddDays(2)).Email.Status);
    }

    [Fact]
    public void An_answer_ends_the_outage_and_the_next_one_starts_anew()
    {
        var down = Down(Email with { DownSince = Start.AddDays(-1) }, Start).Email;
        var limited = new MailAnswer.Limited(TimeSpan.FromSeconds(1));

        var answered = DeliveryPolicy.After(down, DeliveryStep.Ask, limited, Start).Email;

        Assert.Equal(Start.AddSeconds(5), Down(answered, Start).Email.NotBefore);
    }

    // A service that answers questions and takes nothing: every send fails, and every question says so.
    [Fact]
    public void An_outage_of_sending_alone_lasts_as_long_and_ends_alike()
    {
        var (email, now, sends) = (Email with { Status = Queued }, Start, 0);
        while (!email.IsFinished && now < Start.AddDays(3))
        {
            now += DeliveryPolicy.WaitOf(email, now);
            if (DeliveryPolicy.Next(email, isSuperseded: false, now) == DeliveryStep.Ask)
            {
                email = DeliveryPolicy.After(email, DeliveryStep.Ask, new MailAnswer.Unknown(), now).Email;
            }
            else
            {
                sends++;
                email = Down(DeliveryPolicy.Begin(email, now), now, DeliveryStep.Send).Email;
            }
        }

        Assert.Equal(GivenUp, email.Status);
        Assert.InRange(now - Start, TimeSpan.FromDays(2), TimeSpan.FromDays(2) + TimeSpan.FromHours(1));
        Assert.InRange(sends, 50, 70);
    }

    private static (List<double> Waits, Delivery Last, DateTimeOffset Now) WaitThrough(Email email, TimeSpan longest)
    {
        var (waits, now) = (new List<double>(), Start);
        var last = Down(email, now);
        while (!last.Email.IsFinished && now - Start < longest)
        {
            var wait = DeliveryPolicy.WaitOf(last.Email, now);
            waits.Add(wait.TotalSeconds);
            now += wait;
            last = Down(last.Email, now);
        }

        return (waits, last, now);
    }

    private static Delivery Down(Email email, DateTimeOffset now, DeliveryStep step = DeliveryStep.Ask) =>
        DeliveryPolicy.After(email, step, new MailAnswer.Down("503"), now);
}
