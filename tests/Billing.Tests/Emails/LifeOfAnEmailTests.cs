using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Billing.Tests;

/// <summary>One e-mail, deliveries that die, and a mail service that fails in every way.</summary>
public sealed class LifeOfAnEmailTests
{
    [Property(Arbitrary = [typeof(Moves)], MaxTest = 2000)]
    public void No_email_is_sent_twice_and_none_is_lost(List<Move> moves)
    {
        var life = new EmailLife();
        moves.ForEach(life.Play);

        life.PlayToTheEnd();
    }

    /// <summary>The property above is worth something only if much happens in its lives.</summary>
    [Fact]
    public void Lives_meet_every_status_and_every_step()
    {
        var lives = Moves.Any().Generator.ListOf(40).Sample(400, size: 50).Select(moves =>
        {
            var life = new EmailLife();
            moves.ToList().ForEach(life.Play);
            return life;
        }).ToArray();

        Assert.Equal(Enum.GetValues<EmailStatus>(), lives.SelectMany(life => life.Statuses).Distinct().Order());
        Assert.Equal(Enum.GetValues<DeliveryStep>(), lives.SelectMany(life => life.Steps).Distinct().Order());
        Assert.Contains(lives, life => life.Mail.HasForgotten);
        Assert.Contains(lives, life => life.Mail.Delivered == 1 && life.Statuses.Contains(EmailStatus.GivenUp));
    }

    public static class Moves
    {
        public static Arbitrary<Move> Any() => (
            from seconds in Gen.Elements(0, 1, 5, 30, 60, 600, 3600, 2 * 24 * 3600)
            from weather in Gen.Elements(Enum.GetValues<MailWeather>())
            from death in Gen.Frequency(
                (6, Gen.Constant(DeliveryDeath.None)),
                (1, Gen.Constant(DeliveryDeath.BeforeTheCall)),
                (2, Gen.Constant(DeliveryDeath.BeforeTheAnswerIsStored)))
            from superseded in Gen.Frequency((1, Gen.Constant(true)), (9, Gen.Constant(false)))
            from reopens in Gen.Elements(true, false)
            select new Move(TimeSpan.FromSeconds(seconds), weather, death, superseded, reopens)).ToArbitrary();
    }
}

public enum DeliveryDeath
{
    None,
    BeforeTheCall,
    BeforeTheAnswerIsStored,
}

/// <summary>A message of the queue that is handled after a while, or an operator's wish.</summary>
public sealed record Move(
    TimeSpan After,
    MailWeather Weather,
    DeliveryDeath Death = DeliveryDeath.None,
    bool IsSuperseded = false,
    bool Reopens = false);
