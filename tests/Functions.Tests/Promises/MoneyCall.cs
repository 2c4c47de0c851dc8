using Billing;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

/// <summary>A payment or a top-up: the same each time it is sent, under the same key.</summary>
/// <param name="Function">The function that it calls.</param>
/// <param name="Customer">Whose; has nothing else in the ledger but the money for a payment.</param>
/// <param name="EventId">The event under the key.</param>
/// <param name="SendAsync">Makes the call.</param>
internal sealed record MoneyCall(string Function, Customer Customer, string EventId, Func<Task<Reply>> SendAsync)
{
    public const string Payment = "PostPayment";
    public const string TopUp = "PostTopUp";

    /// <summary>Whether a request is the transaction of the call.</summary>
    public bool IsCommit(StorageRequest request) =>
        Invocation.Current?.Function == Function && request.IsCommitOf(Customer.ClientId);

    /// <summary>How often the call's event was handled, followed or not.</summary>
    public int TimesHandled(FaultySystemFixture fixture) => fixture.Invocations.Of("FollowEvent")
        .Count(run => run.Ended && run.Message!.Contains(Customer.ClientId) && run.Message.Contains(EventId));

    /// <summary>A call of a new customer, with nothing of it done yet.</summary>
    public static async Task<MoneyCall> NewAsync(FaultySystemFixture fixture, string function)
    {
        if (function == TopUp)
        {
            var customer = await fixture.NewCustomerAsync();
            var id = $"bank-{customer.ClientId}";
            var receivedAt = fixture.System.Clock.GetUtcNow();
            return new(
                function,
                customer,
                "top-up-" + HashedText.Key(id),
                () => customer.TopUpAsync("900.00", id, receivedAt));
        }

        var payer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await payer.QuoteAsync()).Is(200)["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, payer.Password);
        await fixture.SettleAsync(payer);
        return new(function, payer, "payment-" + HashedText.Key("key"), () => payer.PayAsync(form, "key"));
    }

    /// <summary>Makes the call; something else is done before each of its transactions.</summary>
    public async Task<Reply> SendWithAsync(FaultySystemFixture fixture, Func<Task> before)
    {
        fixture.Storage.Plan(async request =>
        {
            if (IsCommit(request))
            {
                await before();
            }

            return StorageFault.None;
        });
        try
        {
            return await SendAsync();
        }
        finally
        {
            fixture.Storage.Work();
        }
    }

    /// <summary>Fails the test unless the call was done exactly once, and followed; or not at all.</summary>
    public async Task IsDoneAsync(FaultySystemFixture fixture, bool isDone = true)
    {
        var isPayment = Function == Payment;
        long[] amounts = isDone ? [isPayment ? await PriceAsync() : 90000] : [];
        await fixture.HasLedgerAsync(Customer, isPayment ? [1000000] : amounts, isPayment ? amounts : []);
    }

    // From the payment itself: a quote changes with the day.
    private async Task<long> PriceAsync() =>
        Kopecks((await Customer.OwnAsync("GET", "payments")).Is(200)["payments.0.amount.amount"]!);
}
