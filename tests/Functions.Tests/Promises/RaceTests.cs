using System.Text.Json;
using System.Text.Json.Nodes;
using Functions.Http;
using Functions.Payments;
using Functions.Security;
using Microsoft.Extensions.DependencyInjection;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

/// <summary>Somebody else writes between a command's reading and its commit.</summary>
public sealed class RaceTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_payment_that_a_top_up_overtakes_is_decided_again_on_the_new_balance()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        BeforeTheCommitOf("PostPayment", customer, async () => (await customer.TopUpAsync("5.00")).Is(201));

        (await customer.PayAsync(amount: amount)).Is(201);

        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [1000000, 500], [Kopecks(amount)]);
    }

    [Fact]
    public async Task A_payment_that_meets_its_own_key_paid_by_another_instance_is_replayed()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        Outcome? other = null;
        BeforeTheCommitOf("PostPayment", customer, async () => other = await PayElsewhereAsync(customer, "key", form));

        (await customer.PayAsync(form, "key")).Is(200);

        Assert.Equal(201, other!.Status);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [1000000], [Kopecks(amount)]);
    }

    [Fact]
    public async Task Money_that_another_instance_spent_cannot_be_spent_again()
    {
        var customer = await fixture.NewCustomerAsync();
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        (await customer.TopUpAsync(amount)).Is(201);
        var form = Forms.Payment("+79007654321", "base", 1, amount, customer.Password);
        BeforeTheCommitOf("PostPayment", customer, () => PayElsewhereAsync(customer, "other", form));

        (await customer.PayAsync(amount: amount)).IsProblem(402, "insufficient-funds");

        Assert.Equal("0.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task A_wrong_password_counted_by_another_instance_is_not_lost()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var wrong = Forms.Payment(Customer.Phone, "base", 1, amount, "wrong");
        BeforeTheCommitOf("PostPayment", customer, () => PayElsewhereAsync(customer, "other", wrong));

        var refused = (await customer.PayAsync(wrong, "key")).IsProblem(403, "wrong-password");

        Assert.Equal(3, (int)refused.At("attemptsLeft")!);
    }

    [Fact]
    public async Task A_payment_that_never_wins_is_told_to_come_again_and_nothing_is_debited()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        fixture.Storage.Plan(StorageFault.Conflict, request => request.IsCommitOf(customer.ClientId), int.MaxValue);

        var busy = (await customer.PayAsync(form, "key")).IsProblem(503, "service-unavailable");

        Assert.True(busy.Headers.ContainsKey("Retry-After"));
        fixture.Storage.Work();
        Assert.Equal("10000.00", await customer.BalanceAsync());
        (await customer.PayAsync(form, "key")).Is(201);
    }

    [Fact]
    public async Task A_storage_that_is_busy_or_loses_answers_now_and_then_changes_no_outcome()
    {
        var customers = await fixture.NewCustomersAsync(3);
        var amount = (await customers[0].QuoteAsync()).Is(200)["amount.amount"]!;
        var newcomer = fixture.NewCustomer();
        var count = 0;
        fixture.Storage.Plan(request => Task.FromResult((Interlocked.Increment(ref count) % 7) switch
        {
            0 => StorageFault.Busy,
            3 => StorageFault.LoseAnswer,
            _ => StorageFault.None,
        }));
        await Task.WhenAll(customers.Select(async customer =>
        {
            var (externalId, receivedAt) = (Guid.NewGuid().ToString(), fixture.System.Clock.GetUtcNow());
            await InsistAsync(() => customer.TopUpAsync("10000.00", externalId, receivedAt));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(i => InsistAsync(() => customer.PayAsync(
                Forms.Payment($"+7900123456{i}", "base", 1, amount, customer.Password),
                $"key-{i}"))));
        }));
        await InsistAsync(() => newcomer.SubmitAsync());
        fixture.Storage.Work();

        await fixture.SettleAsync();
        foreach (var customer in customers)
        {
            await fixture.HasLedgerAsync(customer, [1000000], [Kopecks(amount), Kopecks(amount), Kopecks(amount)]);
        }

        Assert.Equal(1, newcomer.Count("Доступ"));
    }

    // As a caller who was told to come again.
    private static Task InsistAsync(Func<Task<Reply>> call) => Eventually.IsAsync(
        async () =>
        {
            var reply = await call();
            Assert.True(reply.Status is 200 or 201 or 202 or 503, reply.Text);
            return reply.Status != 503;
        },
        "It was taken.");

    private void BeforeTheCommitOf(string function, Customer customer, Func<Task> first)
    {
        var done = 0;
        fixture.Storage.Plan(async request =>
        {
            if (Invocation.Current?.Function == function
                && request.IsCommitOf(customer.ClientId)
                && Interlocked.Exchange(ref done, 1) == 0)
            {
                await first();
            }

            return StorageFault.None;
        });
    }

    // Another machine shares the storage, but not the turns at a cabinet.
    private async Task<Outcome> PayElsewhereAsync(Customer customer, string key, JsonObject form)
    {
        using var turns = new GuessTurns();
        var confirm = ActivatorUtilities.CreateInstance<Confirm>(fixture.System.Services, turns);
        return await ActivatorUtilities.CreateInstance<Pay>(fixture.System.Services, confirm).RunAsync(
            customer.Account,
            customer.ClientId,
            key,
            form.Deserialize<PaymentForm>(JsonSerializerOptions.Web)!,
            TestContext.Current.CancellationToken);
    }
}
