using System.Text.Json;
using Azure.Data.Tables;
using Functions.Tests.Promises;

namespace Functions.Tests.Queues;

/// <summary>Messages that cannot be handled.</summary>
public sealed class PoisonTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task Malformed_messages_are_recorded_and_those_behind_them_are_handled()
    {
        var customer = await fixture.NewCustomerAsync();
        string[] queues = ["create-cabinet", "send-letter", "topups"];
        string[] texts = ["not JSON", "{}", "[1, 2]", "null", "{\"due\":1,\"queue\":true}", "\"text\"", "{\"externalId\":{}}"];
        foreach (var queue in queues)
        {
            await fixture.SendAsync(queue, Convert.ToBase64String([0, 159, 146, 150]));
            foreach (var text in texts)
            {
                await fixture.SendAsync(queue, text);
            }
        }

        await fixture.SendAsync("topups", Forms.TopUp(customer.AccountNumber, "900.00", Guid.NewGuid().ToString(), fixture.System.Clock.GetUtcNow()).ToJsonString());

        await customer.LetterAsync(letter => letter.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal));
        Assert.Equal("900.00", await customer.BalanceAsync());
        JsonElement[] failures = [];

        // At least: queues deliver at least once, and a poison message that comes twice is recorded twice.
        await Eventually.IsAsync(
            async () =>
            {
                failures = await fixture.FailuresAsync();
                return queues.All(queue => failures.Count(failure => QueueOf(failure) == queue) >= texts.Length + 1);
            },
            "All of them are recorded.");

        // Running one again ends where it began.
        await RetryAsync(failures.First(failure => QueueOf(failure) == "topups"));
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync()).Length > failures.Length, "It is recorded again.");
    }

    [Fact]
    public async Task A_message_for_a_client_that_there_is_not_leaves_nothing()
    {
        var due = fixture.System.Clock.GetUtcNow().ToString("yyyyMMddHHmm", System.Globalization.CultureInfo.InvariantCulture);
        await fixture.SendAsync("create-cabinet", $$"""{"due":"{{due}}","queue":"create-cabinet","clientId":"unknown"}""");
        await fixture.SendAsync("send-letter", $$"""{"due":"{{due}}","queue":"send-letter","clientId":"unknown","letterId":"password-1"}""");

        await Eventually.IsAsync(
            () => Task.FromResult(fixture.Invocations.All.Count(run => run.Ended && run.Message?.Contains("unknown", StringComparison.Ordinal) == true) == 2), "Both are handled.");
        await fixture.SettleAsync();

        Assert.Empty(await fixture.Rows.OfAsync("unknown"));
        Assert.DoesNotContain(await fixture.FailuresAsync(), failure => failure.GetProperty("clientId").GetString() == "unknown");
    }

    [Fact]
    public async Task A_top_up_of_an_account_that_there_is_not_yet_is_recorded_and_can_be_run_again()
    {
        var customer = await fixture.NewCustomerAsync();
        var index = fixture.Rows.Table("Index");
        var account = (await index.GetEntityAsync<TableEntity>("account-" + customer.AccountNumber, "client", cancellationToken: TestContext.Current.CancellationToken)).Value;
        await index.DeleteEntityAsync(account, cancellationToken: TestContext.Current.CancellationToken);
        var known = (await fixture.FailuresAsync()).Select(IdOf).ToHashSet();

        await fixture.SendAsync("topups", Forms.TopUp(customer.AccountNumber, "900.00", Guid.NewGuid().ToString(), fixture.System.Clock.GetUtcNow()).ToJsonString());
        JsonElement[] recorded = [];
        await Eventually.IsAsync(
            async () => (recorded = [.. (await fixture.FailuresAsync()).Where(failure => !known.Contains(IdOf(failure)) && QueueOf(failure) == "topups")]).Length > 0,
            "The failure is recorded.");
        Assert.Equal("0.00", await customer.BalanceAsync());

        await index.AddEntityAsync(account, TestContext.Current.CancellationToken);
        await RetryAsync(recorded[0]);
        await customer.LetterAsync(letter => letter.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal));
        Assert.NotNull((await fixture.FailuresAsync()).Single(failure => IdOf(failure) == IdOf(recorded[0])).GetProperty("retriedAt").GetString());

        // An operator who presses twice does no harm.
        await RetryAsync(recorded[0]);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }

    [Fact]
    public async Task A_cabinet_that_could_not_be_made_is_recorded_and_can_be_made_later()
    {
        var customer = fixture.NewCustomer();
        fixture.Storage.Plan(StorageFault.Busy, _ => Invocation.Current?.Function == "CreateCabinet", int.MaxValue);
        (await customer.SubmitAsync()).Is(202);
        await Eventually.IsAsync(async () => (await fixture.FailuresAsync(customer)).Length == 1, "The failure is recorded.");
        await Eventually.IsAsync(async () => (await customer.ReadAsync())["status"] == "failed", "The widget is told.");
        fixture.Storage.Work();

        await RetryAsync((await fixture.FailuresAsync(customer))[0]);

        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_failure_that_there_is_not_cannot_be_run_again() =>
        (await fixture.Api.AutomateAsync("POST", "failures/nothing/retry")).IsProblem(404, "not-found");

    private async Task RetryAsync(JsonElement failure) => (await fixture.Api.AutomateAsync("POST", $"failures/{IdOf(failure)}/retry")).Is(202);

    private static string IdOf(JsonElement failure) => failure.GetProperty("id").GetString()!;

    private static string QueueOf(JsonElement failure) => failure.GetProperty("queue").GetString()!;
}
