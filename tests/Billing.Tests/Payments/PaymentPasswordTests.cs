using static Billing.Tests.PaymentExample;

namespace Billing.Tests;

public sealed class PaymentPasswordTests
{
    [Fact]
    public void A_wrong_password_counts_in_the_account_and_the_fifth_one_locks()
    {
        var account = State.Account with { Lockout = new(4, null) };

        var wrong = Decide(State with { Account = account }, Command, isRight: false);

        Assert.Equal(
            new PaymentDecision.WrongPassword(account with { Lockout = new(5, Now.AddMinutes(15)) }),
            wrong);
    }

    [Fact]
    public void While_locked_no_password_is_looked_at_and_none_counts()
    {
        var state = State with { Account = State.Account with { Lockout = new(5, Now.AddMinutes(15)) } };

        Assert.All(
            new bool?[] { null, false, true },
            isRight => Assert.Equal(new PaymentDecision.Locked(Now.AddMinutes(15)), Decide(state, Command, isRight)));
        Assert.IsType<PaymentDecision.Paid>(Decide(state, Command, now: Now.AddMinutes(15)));
    }

    [Fact]
    public void A_password_expires_at_its_moment_and_only_the_right_one_is_told_so()
    {
        var expired = State with { PasswordExpiresAt = Now };

        Assert.IsType<PaymentDecision.PasswordExpired>(Decide(expired, Command));
        Assert.IsType<PaymentDecision.WrongPassword>(Decide(expired, Command, isRight: false));
        Assert.IsType<PaymentDecision.PasswordNeeded>(Decide(expired, Command, isRight: null));
        Assert.IsType<PaymentDecision.Paid>(Decide(State with { PasswordExpiresAt = Now.AddTicks(1) }, Command));
    }
}
