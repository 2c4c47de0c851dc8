using System.Text.Json.Nodes;

namespace Functions.Tests.TopUps;

public sealed class TopUpTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Money_that_came_in_is_booked_and_announced()
    {
        var customer = await fixture.NewCustomerAsync();
        var received = fixture.System.Clock.GetUtcNow().AddDays(-2);

        var booked = (await customer.TopUpAsync("1234.50", "bank-1", received)).Is(201);

        Assert.Equal(
            ("bank-1", customer.AccountNumber, "1234.50", "RUB", "1234.50"),
            (booked["externalId"], booked["accountNumber"], booked["amount.amount"], booked["amount.currency"], booked["balanceAfter.amount"]));
        Assert.Equal(received, DateTimeOffset.Parse(booked["receivedAt"]!, null));
        Assert.NotEmpty(booked["topUpId"]!);
        Assert.Equal("1234.50", await customer.BalanceAsync());
        var letter = await customer.LetterAsync("Деньги поступили: 1");
        Assert.Contains("ООО «Ромашка»", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Оплата по счёту 12", letter.Text, StringComparison.Ordinal);
        Assert.Contains(customer.AccountNumber, letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_again_answers_as_before_and_books_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "100.00", "bank-2", fixture.System.Clock.GetUtcNow());
        var booked = (await fixture.Api.AutomateAsync("POST", "topups", form)).Is(201);
        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        var replayed = (await fixture.UnchangedByAsync(() => fixture.Api.AutomateAsync("POST", "topups", form))).Is(200);

        Assert.True(JsonNode.DeepEquals(booked.Json, replayed.Json), replayed.Text);
        Assert.Equal("101.00", await customer.BalanceAsync());
        Assert.Equal(2, customer.Letters.Count(letter => letter.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "100.00", "bank-3", fixture.System.Clock.GetUtcNow());
        (await fixture.Api.AutomateAsync("POST", "topups", form)).Is(201);
        await fixture.QuietAsync();

        foreach (var (field, value) in new (string, JsonNode)[] { ("amount.amount", "100.01"), ("payer", "Другой"), ("purpose", "Другое"), ("receivedAt", "2026-01-01T00:00:00Z") })
        {
            (await fixture.UnchangedByAsync(() => fixture.Api.AutomateAsync("POST", "topups", form.With(field, value)))).IsProblem(422, "idempotency-key-reused");
        }
    }

    [Fact]
    public async Task An_id_belongs_to_the_first_account_that_it_was_booked_to()
    {
        var customers = await fixture.NewCustomersAsync(2);
        (await customers[0].TopUpAsync("100.00", "bank-4")).Is(201);
        await fixture.QuietAsync();

        (await fixture.UnchangedByAsync(() => customers[1].TopUpAsync("100.00", "bank-4"))).IsProblem(422, "idempotency-key-reused");
        Assert.Equal("0.00", await customers[1].BalanceAsync());
    }

    [Fact]
    public async Task The_same_many_times_at_once_is_booked_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var received = fixture.System.Clock.GetUtcNow();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => customer.TopUpAsync("100.00", "bank-5", received)));

        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 201, reply.Text));
        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Equal("100.00", await customer.BalanceAsync());
        Assert.Single((await fixture.Rows.OfAsync(customer.ClientId)).Keys, key => key.StartsWith("entry-", StringComparison.Ordinal));
        await fixture.QuietAsync();
        Assert.Single(customer.Letters, letter => letter.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_id_for_two_accounts_at_once_is_booked_to_one()
    {
        var customers = await fixture.NewCustomersAsync(2);

        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => customers[i % 2].TopUpAsync("100.00", "bank-6", DateTimeOffset.UnixEpoch.AddYears(55))));

        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Equal(["0.00", "100.00"], new[] { await customers[0].BalanceAsync(), await customers[1].BalanceAsync() }.Order());
    }

    [Theory]
    [InlineData("слова и пробелы / \\ # ? %")]
    [InlineData("'")]
    [InlineData("😀")]
    public async Task An_id_may_be_any_text(string id)
    {
        var customer = await fixture.NewCustomerAsync();
        var received = fixture.System.Clock.GetUtcNow();

        Assert.Equal(id, (await customer.TopUpAsync("1.00", id, received)).Is(201)["externalId"]);
        (await customer.TopUpAsync("1.00", id, received)).Is(200);
    }

    [Fact]
    public async Task Payer_and_purpose_may_be_missing()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "1.00", "bank-7", fixture.System.Clock.GetUtcNow()).With("payer", null).With("purpose", null);

        (await fixture.Api.AutomateAsync("POST", "topups", form)).Is(201);
        await customer.LetterAsync("Деньги поступили");
    }
}
