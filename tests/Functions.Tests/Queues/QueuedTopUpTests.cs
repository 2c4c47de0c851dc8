using Functions.Tests.Promises;

namespace Functions.Tests.Queues;

/// <summary>Money reported through the queue that cannot be booked.</summary>
public sealed class QueuedTopUpTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    /// <summary>What is wrong with a top-up, and the reason that operators read of it, <c>{id}</c> in place of the bank's id.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { "malformed", "A top-up was refused, malformed-body: the message is not JSON, or its values have the wrong types." },
        { "fields", "Top-up {id} was refused, validation-failed: missing or wrong: receivedAt, amount.amount." },
        { "account", "Top-up {id} was refused, account-not-found: there is no account 0000000000. Ask the payer, or return the money." },
        { "currency", "Top-up {id} was refused, currency-not-supported: accounts are in roubles." },
        { "reused", "Top-up {id} was refused, idempotency-key-reused: its id stands for a movement with other data or to another account, which was reported before; that one stays as it is." },
        { "text", "A top-up was refused, currency-not-supported: accounts are in roubles." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task One_that_is_refused_is_tried_once_and_its_reason_tells_which_and_why(string what, string reason)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        var id = $"bank-{Guid.NewGuid():N}";
        var form = Forms.TopUp(customer.AccountNumber, "900.00", id, fixture.System.Clock.GetUtcNow()).With("payer", "Иванов");
        var message = what switch
        {
            "malformed" => $"{{\"payer\":\"Иванов {id}\"",
            "fields" => form.With("amount.amount", "-1").With("receivedAt", null).ToJsonString(),
            "account" => form.With("accountNumber", "0000000000").ToJsonString(),
            "currency" => form.With("amount.currency", "USD").ToJsonString(),
            "text" => form.With("externalId", $"Иванов <{id}@example.com>").With("amount.currency", "USD").ToJsonString(),
            _ => form.With("amount.amount", "1.00").ToJsonString(),
        };
        if (what == "reused")
        {
            (await customer.TopUpAsync("900.00", id)).Is(201);
        }

        var known = (await fixture.FailuresAsync()).Length;
        await fixture.SendAsync("topups", message);
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync()).Length > known, "The failure is recorded.");
        await fixture.DrainAsync();

        var failure = (await fixture.FailuresAsync())[0];
        Assert.Equal(known + 1, (await fixture.FailuresAsync()).Length);
        Assert.Equal(("topups", reason.Replace("{id}", id, StringComparison.Ordinal)), (failure.GetProperty("queue").GetString(), failure.GetProperty("reason").GetString()));
        Assert.Equal(what is "malformed" or "account" ? null : customer.ClientId, failure.GetProperty("clientId").GetString());
        Assert.Single(fixture.Invocations.Of("BookTopUp"), run => run.Message == message);
        Assert.Empty(fixture.Invocations.Of("TopUpsPoison"));
        Assert.DoesNotContain("Иванов", fixture.Logs, StringComparison.Ordinal);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, what == "reused" ? [90000] : [], []);
    }

    [Fact]
    public async Task One_that_meets_a_fault_is_tried_again_and_booked()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();

        // Two tries, with the retries of the client.
        fixture.Storage.Plan(StorageFault.Busy, _ => Invocation.Current?.Function == "BookTopUp", times: 8);
        await fixture.SendAsync("topups", Message(customer));

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    private string Message(Customer customer) => Forms.TopUp(customer.AccountNumber, "900.00", Guid.NewGuid().ToString(), fixture.System.Clock.GetUtcNow()).ToJsonString();
}

/// <summary>Apart from the tests above, which must not see its poison message.</summary>
public sealed class FailingTopUpTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task One_that_meets_a_fault_every_time_is_said_to_be_none_that_is_refused_and_can_be_run_again()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Storage.Plan(StorageFault.Busy, _ => Invocation.Current?.Function == "BookTopUp", int.MaxValue);
        await fixture.SendAsync("topups", Forms.TopUp(customer.AccountNumber, "900.00", "bank-1", fixture.System.Clock.GetUtcNow()).ToJsonString());
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync()).Length == 1, "The failure is recorded.");
        fixture.Storage.Work();
        Assert.Equal(5, fixture.Invocations.Of("BookTopUp").Count);
        var failure = (await fixture.FailuresAsync())[0];
        Assert.Contains("every try met a fault", failure.GetProperty("reason").GetString(), StringComparison.Ordinal);

        (await fixture.Api.AutomateAsync("POST", $"failures/{failure.GetProperty("id").GetString()}/retry")).Is(202);

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }
}
