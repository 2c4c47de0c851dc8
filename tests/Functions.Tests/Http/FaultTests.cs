namespace Functions.Tests.Http;

/// <summary>A mistake of ours leaves as a document that leads to the log, whatever the call.</summary>
public sealed class FaultTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Fact]
    public async Task A_fault_is_a_problem_document_with_a_trace_that_the_log_has()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var form = Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer.Password);
        await fixture.SettleAsync();
        fixture.Storage.Plan(_ => throw new InvalidOperationException("A mistake of ours."));

        Reply[] replies =
        [
            await customer.ReadAsync(),
            await customer.SubmitAsync(),
            await customer.PayAsync(form, "key"),
            await customer.TopUpAsync("1.00"),
            await customer.LogInAsync(),
        ];

        fixture.Storage.Work();
        Assert.All(replies, reply =>
        {
            reply.IsProblem(500, "internal-error");
            Assert.Matches("^[0-9a-f]{32}$", reply["traceId"]);
            Assert.Equal("no-store", reply.Headers["Cache-Control"]);
            Assert.DoesNotContain("mistake", reply.Text, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Contains("A mistake of ours.", fixture.Logs, StringComparison.Ordinal);
        (await customer.ReadAsync()).Is(200);
    }
}
