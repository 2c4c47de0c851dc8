using Functions.Tests.Promises;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Queues;

/// <summary>Every message is delivered three times at once, and once more when all is over.</summary>
public sealed class TwiceTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task There_is_one_cabinet_one_debit_and_one_letter_of_each_kind()
    {
        fixture.Storage.Copies = 3;
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync("10000.00")).Is(201);
        var topUp = Forms.TopUp(customer.AccountNumber, "900.00", "bank-1", fixture.System.Clock.GetUtcNow());
        await fixture.SendAsync("topups", topUp.ToJsonString(), times: 3);
        await customer.LetterAsync(letter => letter.Subject.Contains("900,00", StringComparison.Ordinal));
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        (await customer.PayAsync(amount: amount)).Is(201);
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        await customer.LetterAsync("Восстановление");
        await fixture.SettleAsync();
        await IsRightAsync();

        // Late copies: whatever the queues ever held comes once more, but the wish for a link, which makes a new one.
        fixture.Storage.Copies = 1;
        var before = await fixture.StoredAsync();
        foreach (var run in fixture.Invocations.All
            .Where(run => run.Message is not null && run.Function != "MakeResetLink")
            .DistinctBy(run => (run.Function, run.Message)))
        {
            await fixture.SendAsync(QueueOf(run.Function), run.Message!);
        }

        await fixture.SettleAsync();
        Assert.Equal(before.Where(IsMoney), (await fixture.StoredAsync()).Where(IsMoney));
        await IsRightAsync();
        Assert.Empty(await fixture.FailuresAsync());

        async Task IsRightAsync()
        {
            await fixture.HasLedgerAsync(customer, [1000000, 90000], [Kopecks(amount)]);
            Assert.Equal(1, customer.Count("Доступ"));
            Assert.Equal(1, customer.Count("Восстановление"));
            (await customer.LogInAsync()).Is(200);
        }
    }

    private static string QueueOf(string function) => function switch
    {
        "CreateCabinet" => "create-cabinet",
        "FollowEvent" => "events",
        "SendCredentialsEmail" => "send-credentials",
        "SendEmail" => "send-email",
        "BookTopUp" => "topups",
        "ReconcileAccount" => "reconcile-account",
        _ => throw new InvalidOperationException($"{function} has no queue here."),
    };

    // A log-in counts.
    private static bool IsMoney(string row) => !row.Contains("state-log-ins", StringComparison.Ordinal);
}
