using System.Text.Json;
using Functions.Outbox;
using Functions.Tests.Promises;

namespace Functions.Tests.Queues;

/// <summary>Messages that cannot be handled.</summary>
public sealed class PoisonTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task Malformed_messages_are_recorded_and_those_behind_them_are_handled()
    {
        var customer = await fixture.NewCustomerAsync();

        // Every property of a message that names what to check is optional.
        var queues = QueueNames.All.Except([QueueNames.ReconcileAccount]).ToArray();
        string[] texts =
        [
            "not JSON", "{}", "[1, 2]", "null", """{"clientId":1,"eventId":true,"day":"never"}""", "\"text\"",
            """{"externalId":{}}""", """{"clientId":null,"emailId":null,"eventId":null,"sentAt":null,"day":null}""",
        ];
        foreach (var queue in queues)
        {
            await fixture.SendAsync(queue, Convert.ToBase64String([0, 159, 146, 150]));
            foreach (var text in texts)
            {
                await fixture.SendAsync(queue, text);
            }
        }

        await fixture.SendAsync("reconcile-account", "not JSON");
        await fixture.SendAsync("reconcile-account", """{"slice":"unknown"}""");
        await fixture.SendAsync("topups", TopUpOf(customer));

        await customer.LetterAsync("Деньги поступили");
        Assert.Equal("900.00", await customer.BalanceAsync());
        JsonElement[] failures = [];

        // At least: queues deliver at least once, and a poison message that comes twice is recorded twice.
        await Eventually.IsAsync(
            async () =>
            {
                failures = await fixture.FailuresAsync();
                return queues.All(queue => Count(queue) >= texts.Length + 1) && Count("reconcile-account") >= 2;
            },
            "All of them are recorded.");

        // Running one again ends where it began.
        await RetryAsync(failures.First(failure => QueueOf(failure) == "topups"));
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync()).Length > failures.Length,
            "It is recorded again.");

        int Count(string queue) => failures.Count(failure => QueueOf(failure) == queue);
    }

    [Fact]
    public async Task A_message_for_a_client_that_there_is_not_leaves_nothing()
    {
        var sentAt = DateTimeOffset.UtcNow.AddMinutes(-11).ToString("O");
        (string Queue, string Text)[] messages =
        [
            ("create-cabinet", $$"""{"clientId":"unknown","sentAt":"{{sentAt}}"}"""),
            ("send-credentials", """{"clientId":"unknown","emailId":"password-1"}"""),
            ("send-email", """{"clientId":"unknown","emailId":"entry-1"}"""),
            ("make-reset-link", """{"clientId":"unknown"}"""),
            ("expire-client", """{"clientId":"unknown","day":"2026-01-31"}"""),
            ("reconcile-account", """{"clientId":"unknown","isWhole":true}"""),
        ];
        foreach (var (queue, text) in messages)
        {
            await fixture.SendAsync(queue, text);
        }

        await Eventually.IsAsync(
            () => fixture.Invocations.All.Count(run => run.Ended && run.Message?.Contains("unknown") == true)
                >= messages.Length,
            "All are handled.");

        Assert.Empty(await fixture.Rows.OfAsync("unknown"));
        Assert.DoesNotContain(
            await fixture.FailuresAsync(),
            failure => failure.TryGetProperty("clientId", out var id) && id.GetString() == "unknown");
    }

    [Fact]
    public async Task A_cabinet_that_could_not_be_made_is_recorded_and_can_be_made_later()
    {
        var customer = fixture.NewCustomer();
        fixture.Storage.Plan(request => Invocation.Current?.Function == "CreateCabinet"
            ? throw new InvalidOperationException($"A fault of ours at {request.Kind}.")
            : Task.FromResult(StorageFault.None));
        (await customer.SubmitAsync()).Is(202);
        await Eventually.IsAsync(
            async () => (await fixture.FailuresAsync(customer)).Length == 1,
            "The failure is recorded.");
        await Eventually.IsAsync(async () => (await customer.ReadAsync())["status"] == "failed", "The widget is told.");
        fixture.Storage.Work();

        await RetryAsync((await fixture.FailuresAsync(customer))[0]);

        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Fact]
    public async Task A_failure_that_there_is_not_cannot_be_run_again() =>
        (await fixture.Api.AutomateAsync("POST", "failures/nothing/retry")).IsProblem(404, "not-found");

    private async Task RetryAsync(JsonElement failure) =>
        (await fixture.Api.AutomateAsync("POST", $"failures/{IdOf(failure)}/retry")).Is(202);

    private string TopUpOf(Customer customer) => Forms.TopUp(
        customer.AccountNumber,
        "900.00",
        Guid.NewGuid().ToString(),
        fixture.System.Clock.GetUtcNow()).ToJsonString();

    private static string IdOf(JsonElement failure) => failure.GetProperty("id").GetString()!;

    private static string QueueOf(JsonElement failure) => failure.GetProperty("queue").GetString()!;
}
