using Functions.Tests.Statements;

namespace Functions.Tests.Suspense;

/// <summary>Money that is sent back, while the storage fails.</summary>
public sealed class SentReturnTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    // The client of the storage tries four times; only then the work ends.
    private const int Tries = 4;

    [Fact]
    public async Task A_line_whose_work_ends_half_way_is_found_to_have_sent_the_money_back_all_the_same()
    {
        var desk = new BankDesk(fixture);
        var wrong = desk.Transfer("777.00", "за услуги");
        var id = (string)BankDesk.LineOf(await desk.UploadAsync(desk.File([wrong])), wrong)["movementId"]!;
        var form = new { reason = "ошибочный платёж", @operator = "Иванова" };
        (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/return", form, ("Idempotency-Key", "back"))).Is(200);
        var sent = desk.Transfer("777.00", "Возврат ошибочного платежа") with { IsCredit = false };
        var failed = 0;
        fixture.Storage.Plan(request => Task.FromResult(
            request is { Kind: "update", Table: "Movements" }
            && request.Text.Contains("return-sent", StringComparison.Ordinal)
            && Interlocked.Increment(ref failed) <= Tries
                ? StorageFault.Unreachable
                : StorageFault.None));

        var report = await desk.UploadAsync(desk.File([wrong, sent]));

        Assert.Equal(Tries + 1, failed);
        Assert.Equal("return-sent return-sent", BankDesk.ResultOf(report, sent));
        var suspense = (await fixture.Api.AutomateAsync("GET", "suspense")).Is(200);
        Assert.Empty(suspense.At("movements")!.AsArray());
        Assert.Empty(await fixture.FailuresAsync());
    }
}
