using Functions.Tests.Promises;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Queues;

/// <summary>Every message is delivered three times at once, and once more when all is over.</summary>
public sealed class TwiceTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task There_is_one_cabinet_one_debit_and_one_letter_of_each_kind()
    {
        fixture.Invocations.Copies = 3;
        var customer = await fixture.NewCustomerAsync();
        (await customer.TopUpAsync("10000.00")).Is(201);
        var topUp = Forms.TopUp(customer.AccountNumber, "900.00", Guid.NewGuid().ToString(), fixture.System.Clock.GetUtcNow()).ToJsonString();
        await fixture.SendAsync("topups", topUp, times: 3);
        await customer.LetterAsync(letter => letter.Subject.Contains("900,00", StringComparison.Ordinal));
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        (await customer.PayAsync(amount: amount)).Is(201);
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        await customer.LetterAsync(letter => letter.Subject.StartsWith("Восстановление", StringComparison.Ordinal));
        await fixture.SettleAsync();
        await IsRightAsync();

        // Late copies: whatever the queues ever held comes once more, but for the wish for a link, which makes a new one.
        fixture.Invocations.Copies = 1;
        var before = await fixture.StoredAsync();
        foreach (var run in fixture.Invocations.All
            .Where(run => run.Message is not null && !run.Message.Contains("reset-requested", StringComparison.Ordinal))
            .DistinctBy(run => (run.Function, run.Message)))
        {
            await fixture.SendAsync(run.Function switch { "CreateCabinet" => "create-cabinet", "SendLetter" => "send-letter", _ => "topups" }, run.Message!);
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

    // A log-in does change the cabinet.
    private static bool IsMoney(string row) => !row.Contains("state-cabinet", StringComparison.Ordinal);
}
