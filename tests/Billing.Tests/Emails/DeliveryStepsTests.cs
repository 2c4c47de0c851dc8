using static Billing.EmailStatus;

namespace Billing.Tests;

/// <summary>What is done with an e-mail in each status.</summary>
public sealed class DeliveryStepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Email Email = new("entry-7", EmailKind.MoneyArrived);

    [Theory]
    [InlineData(Queued, DeliveryStep.Send)]
    [InlineData(Sending, DeliveryStep.Ask)]
    [InlineData(Accepted, DeliveryStep.Ask)]
    [InlineData(Sent, DeliveryStep.Nothing)]
    [InlineData(Superseded, DeliveryStep.Nothing)]
    [InlineData(Failed, DeliveryStep.Nothing)]
    [InlineData(GivenUp, DeliveryStep.Nothing)]
    public void Each_status_has_its_step_and_waits_for_its_moment_unless_it_is_finished(
        EmailStatus status,
        DeliveryStep step)
    {
        var email = Email with { Status = status };
        var later = email with { NotBefore = Now.AddTicks(1) };

        Assert.Equal(step, DeliveryPolicy.Next(email, isSuperseded: false, Now));
        Assert.Equal(step, DeliveryPolicy.Next(later, isSuperseded: false, later.NotBefore!.Value));
        Assert.Equal(email.IsFinished ? step : DeliveryStep.Wait, DeliveryPolicy.Next(later, isSuperseded: false, Now));
        Assert.Equal(step == DeliveryStep.Nothing, email.IsFinished);
    }

    [Theory]
    [InlineData(Queued, true)]
    [InlineData(Sending, false)]
    [InlineData(Accepted, false)]
    [InlineData(Sent, false)]
    [InlineData(Superseded, false)]
    [InlineData(Failed, false)]
    [InlineData(GivenUp, false)]
    public void Only_a_queued_email_is_superseded_and_at_once(EmailStatus status, bool isSuperseded)
    {
        foreach (var notBefore in new DateTimeOffset?[] { null, Now.AddHours(1) })
        {
            var email = Email with { Status = status, NotBefore = notBefore };
            var expected = isSuperseded
                ? DeliveryStep.Supersede
                : DeliveryPolicy.Next(email, isSuperseded: false, Now);

            Assert.Equal(expected, DeliveryPolicy.Next(email, isSuperseded: true, Now));
        }
    }

    [Fact]
    public void A_delivery_has_the_email_for_itself_for_its_lease_and_then_the_service_is_asked()
    {
        var sending = DeliveryPolicy.Begin(Email with { NotBefore = Now, EncryptedSecret = "secret" }, Now);
        var end = Now + DeliveryPolicy.Lease;

        Assert.Equal(Email with { Status = Sending, TriedAt = Now, EncryptedSecret = "secret" }, sending);
        foreach (var isSuperseded in new[] { false, true })
        {
            Assert.Equal(DeliveryStep.Wait, DeliveryPolicy.Next(sending, isSuperseded, Now));
            Assert.Equal(DeliveryStep.Wait, DeliveryPolicy.Next(sending, isSuperseded, end.AddTicks(-1)));
            Assert.Equal(DeliveryStep.Ask, DeliveryPolicy.Next(sending, isSuperseded, end));
        }
    }

    [Theory]
    [InlineData(Sending, null, 20, 40)]
    [InlineData(Sending, 10, 20, 40)]
    [InlineData(Sending, 50, 20, 50)]
    [InlineData(Sending, 50, null, 50)]
    [InlineData(Sending, null, 60, 0)]
    [InlineData(Accepted, 50, null, 50)]
    [InlineData(Queued, 50, null, 50)]
    [InlineData(Queued, null, null, 0)]
    [InlineData(Queued, null, 20, 0)]
    public void The_wait_is_the_longer_one_of_moment_and_lease(
        EmailStatus status,
        int? notBeforeInSeconds,
        int? triedSecondsAgo,
        int wait)
    {
        var email = Email with
        {
            Status = status,
            NotBefore = notBeforeInSeconds is { } seconds ? Now.AddSeconds(seconds) : null,
            TriedAt = triedSecondsAgo is { } ago ? Now.AddSeconds(-ago) : null,
        };

        Assert.Equal(TimeSpan.FromSeconds(wait), DeliveryPolicy.WaitOf(email, Now));
    }

    [Fact]
    public void Beginning_again_keeps_since_when_the_service_is_down() =>
        Assert.Equal(Now, DeliveryPolicy.Begin(Email with { DownSince = Now }, Now.AddHours(1)).DownSince);
}
