using System.Text;
using System.Text.Json.Nodes;
using Functions.Tests.Promises;

namespace Functions.Tests.Queues;

/// <summary>Money reported through the queue that cannot be booked.</summary>
public sealed class QueuedTopUpTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    /// <summary>
    /// What is wrong with a top-up, and the reason that operators read of it, <c>{id}</c> in place of the bank's id.
    /// </summary>
    public static TheoryData<string, string> Refused => new()
    {
        {
            "malformed",
            "A top-up was refused, malformed-body: the message is not JSON, or its values have the wrong types."
        },
        { "fields", "Top-up {id} was refused, validation-failed: missing or wrong: receivedAt, amount.amount." },
        { "currency", "Top-up {id} was refused, currency-not-supported: accounts are in roubles." },
        {
            "reused",
            "Top-up {id} was refused, idempotency-key-reused: its id stands for a movement with other data or to "
                + "another account, which was reported before; that one stays as it is."
        },
        { "text", "A top-up was refused, currency-not-supported: accounts are in roubles." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task One_that_is_refused_is_tried_once_and_its_reason_tells_which_and_why(string what, string reason)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        var id = $"bank-{Guid.NewGuid():N}";
        var form = Forms.TopUp(customer.AccountNumber, "900.00", id, fixture.System.Clock.GetUtcNow())
            .With("payer", "Иванов");
        var message = what switch
        {
            "malformed" => $"{{\"payer\":\"Иванов {id}\"",
            "fields" => form.With("amount.amount", "-1").With("receivedAt", null).ToJsonString(),
            "currency" => form.With("amount.currency", "USD").ToJsonString(),
            "text" => form.With("externalId", $"Иванов <{id}@example.com>")
                .With("amount.currency", "USD").ToJsonString(),
            _ => form.With("amount.amount", "1.00").ToJsonString(),
        };
        if (what == "reused")
        {
            (await customer.TopUpAsync("900.00", id)).Is(201);
        }

        var before = (await fixture.FailuresAsync()).Length;
        await fixture.SendAsync("topups", message);
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync()).Length > before,
            "The failure is recorded.");
        await fixture.DrainAsync();

        var failures = await fixture.FailuresAsync();
        Assert.Equal(before + 1, failures.Length);
        Assert.Equal("topups", failures[0].GetProperty("queue").GetString());
        Assert.Equal(
            reason.Replace("{id}", id, StringComparison.Ordinal),
            failures[0].GetProperty("reason").GetString());
        Assert.Equal(
            what == "malformed" ? null : customer.ClientId,
            failures[0].GetProperty("clientId").GetString());
        Assert.Single(fixture.Invocations.Of("BookTopUp"), run => run.Message == message);
        Assert.Empty(fixture.Invocations.Of("TopUpsPoison"));
        Assert.DoesNotContain("Иванов", fixture.Logs, StringComparison.Ordinal);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, what == "reused" ? [90000] : [], []);
    }

    [Fact]
    public async Task Money_for_an_account_that_nobody_has_waits_in_suspense()
    {
        var customer = await fixture.NewCustomerAsync();
        var id = $"bank-{Guid.NewGuid():N}";
        var form = Forms.TopUp("0000000000", "901.00", id, fixture.System.Clock.GetUtcNow());

        await fixture.SendAsync("topups", form.ToJsonString());
        await Eventually.IsAsync(async () => await SuspendedAsync() is not null, "It is listed.");

        var movement = (await SuspendedAsync())!;
        Assert.Equal(
            ("suspense", "unknown-account", "reported"),
            ((string)movement["status"]!, (string)movement["reason"]!, (string)movement["source"]!));
        var path = $"suspense/{movement["id"]}/assignments";
        var assignment = new { accountNumber = customer.AccountNumber, reason = "по письму", @operator = "Иванова" };
        var assigned = (await fixture.Api.AutomateAsync("POST", path, assignment, ("Idempotency-Key", "1"))).Is(200);
        Assert.Equal("credited", assigned["status"]);
        Assert.Equal("901.00", await customer.BalanceAsync());
        Assert.Null(await SuspendedAsync());

        async Task<JsonNode?> SuspendedAsync() =>
            (await fixture.Api.AutomateAsync("GET", "suspense")).Is(200).At("movements")!.AsArray()
                .FirstOrDefault(each => (string?)each!["amount"]!["amount"] == "901.00");
    }

    [Fact]
    public async Task A_byte_order_mark_before_it_is_skipped_in_text_and_in_base64()
    {
        var customer = await fixture.NewCustomerAsync();

        await fixture.SendAsync("topups", '\uFEFF' + MessageOf(customer));
        await fixture.SendAsync("topups", InBase64('\uFEFF' + MessageOf(customer)));
        await fixture.SendAsync("topups", '\uFEFF' + InBase64(MessageOf(customer)));

        await Eventually.IsAsync(async () => await customer.BalanceAsync() == "2700.00", "All three are booked.");

        static string InBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public async Task One_that_finds_the_storage_busy_is_put_back_however_often_and_booked()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        var before = fixture.Invocations.Of("BookTopUp").Count;

        // Four tries of the client for each of seven runs: more than a message has before it is poison.
        fixture.Storage.Plan(StorageFault.Busy, IsOfTables, times: 28);
        await fixture.SendAsync("topups", MessageOf(customer));

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        Assert.Equal(before + 8, fixture.Invocations.Of("BookTopUp").Count);
        await fixture.HasLedgerAsync(customer, [90000], []);
        Assert.Empty(await fixture.FailuresAsync(customer));

        // The queue itself is there: a message is put back into it.
        static bool IsOfTables(StorageRequest request) =>
            Invocation.Current?.Function == "BookTopUp" && request.Kind != "send";
    }

    private string MessageOf(Customer customer) => Forms.TopUp(
        customer.AccountNumber,
        "900.00",
        Guid.NewGuid().ToString(),
        fixture.System.Clock.GetUtcNow()).ToJsonString();
}

/// <summary>Apart from the tests above, which must not see its poison message.</summary>
public sealed class FailingTopUpTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task One_that_meets_a_fault_of_ours_every_time_is_not_refused_and_can_be_run_again()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        fixture.Storage.Plan(_ => Invocation.Current?.Function == "BookTopUp"
            ? throw new InvalidOperationException("A fault of ours.")
            : Task.FromResult(StorageFault.None));
        var form = Forms.TopUp(customer.AccountNumber, "900.00", "bank-1", fixture.System.Clock.GetUtcNow());
        await fixture.SendAsync("topups", form.ToJsonString());
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync()).Length == 1,
            "The failure is recorded.");
        fixture.Storage.Work();
        Assert.Equal(5, fixture.Invocations.Of("BookTopUp").Count);
        var failure = (await fixture.FailuresAsync())[0];
        Assert.Contains("every try met a fault", failure.GetProperty("reason").GetString(), StringComparison.Ordinal);

        var id = failure.GetProperty("id").GetString();
        (await fixture.Api.AutomateAsync("POST", $"failures/{id}/retry")).Is(202);

        await customer.LetterAsync("Деньги поступили");
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }
}
