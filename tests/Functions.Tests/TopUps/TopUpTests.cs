using System.Text.Json.Nodes;
using Local;

namespace Functions.Tests.TopUps;

public sealed class TopUpTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task Money_that_came_in_is_booked_and_an_e_mail_tells_the_customer()
    {
        var customer = await fixture.NewCustomerAsync();
        var receivedAt = fixture.System.Clock.GetUtcNow().AddDays(-2);

        var topUp = (await customer.TopUpAsync("1234.50", "bank-1", receivedAt)).Is(201);

        Assert.Equal(("bank-1", customer.AccountNumber), (topUp["externalId"], topUp["accountNumber"]));
        Assert.Equal(("1234.50", "RUB"), (topUp["amount.amount"], topUp["amount.currency"]));
        Assert.Equal("1234.50", topUp["balanceAfter.amount"]);
        Assert.Equal(receivedAt, DateTimeOffset.Parse(topUp["receivedAt"]!, null));
        Assert.NotEmpty(topUp["topUpId"]!);
        Assert.Equal("1234.50", await customer.BalanceAsync());
        var email = await customer.LetterAsync("Деньги поступили: 1");
        Assert.Contains("ООО «Ромашка»", email.Text, StringComparison.Ordinal);
        Assert.Contains("Оплата по счёту 12", email.Text, StringComparison.Ordinal);
        Assert.Contains(customer.AccountNumber, email.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_top_up_is_answered_as_before_and_books_nothing()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "100.00", "bank-2", fixture.System.Clock.GetUtcNow());
        var topUp = (await SendAsync(form)).Is(201);
        (await customer.TopUpAsync("1.00")).Is(201);

        var repeat = (await fixture.UnchangedByAsync(() => SendAsync(form))).Is(200);

        Assert.True(JsonNode.DeepEquals(topUp.Json, repeat.Json), repeat.Text);
        Assert.Equal("101.00", await customer.BalanceAsync());
        Assert.Equal(2, customer.Letters.Count(IsNotice));
    }

    [Theory]
    [InlineData("amount.amount", "100.01")]
    [InlineData("payer", "Другой")]
    [InlineData("purpose", "Другое")]
    [InlineData("receivedAt", "2026-01-01T00:00:00Z")]
    public async Task The_same_id_with_other_content_is_refused(string field, string value)
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(
            customer.AccountNumber,
            "100.00",
            $"bank-3-{field}",
            fixture.System.Clock.GetUtcNow());
        (await SendAsync(form)).Is(201);

        (await fixture.UnchangedByAsync(() => SendAsync(form.With(field, value))))
            .IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task An_id_belongs_to_the_first_account_that_it_was_booked_to()
    {
        var customers = await fixture.NewCustomersAsync(2);
        (await customers[0].TopUpAsync("100.00", "bank-4")).Is(201);

        (await fixture.UnchangedByAsync(() => customers[1].TopUpAsync("100.00", "bank-4")))
            .IsProblem(422, "idempotency-key-reused");
        Assert.Equal("0.00", await customers[1].BalanceAsync());
    }

    [Fact]
    public async Task The_same_top_up_many_times_at_once_is_booked_once()
    {
        var customer = await fixture.NewCustomerAsync();
        var receivedAt = fixture.System.Clock.GetUtcNow();

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => customer.TopUpAsync("100.00", "bank-5", receivedAt)));

        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 201, reply.Text));
        Assert.Single(replies, reply => reply.Status == 201);
        Assert.Equal("100.00", await customer.BalanceAsync());
        var rows = await fixture.Rows.OfAsync(customer.ClientId);
        Assert.Single(rows.Keys, key => key.StartsWith("entry-", StringComparison.Ordinal));
        await fixture.QuietAsync();
        Assert.Single(customer.Letters, IsNotice);
    }

    [Fact]
    public async Task One_id_for_two_accounts_at_once_is_booked_to_one()
    {
        var customers = await fixture.NewCustomersAsync(2);
        var receivedAt = fixture.System.Clock.GetUtcNow();

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => customers[i % 2].TopUpAsync("100.00", "bank-6", receivedAt)));

        Assert.Single(replies, reply => reply.Status == 201);
        var balances = await Task.WhenAll(customers.Select(customer => customer.BalanceAsync()));
        Assert.Equal(["0.00", "100.00"], balances.Order());
    }

    [Theory]
    [InlineData("слова и пробелы / \\ # ? %")]
    [InlineData("'")]
    [InlineData("😀")]
    public async Task An_id_may_be_any_text(string id)
    {
        var customer = await fixture.NewCustomerAsync();
        var receivedAt = fixture.System.Clock.GetUtcNow();

        Assert.Equal(id, (await customer.TopUpAsync("1.00", id, receivedAt)).Is(201)["externalId"]);
        (await customer.TopUpAsync("1.00", id, receivedAt)).Is(200);
    }

    [Fact]
    public async Task Payer_and_purpose_may_be_missing()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "1.00", "bank-7", fixture.System.Clock.GetUtcNow())
            .With("payer", null)
            .With("purpose", null);

        (await SendAsync(form)).Is(201);
        await customer.LetterAsync("Деньги поступили");
    }

    [Fact]
    public async Task What_describes_money_never_refuses_it()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "1.00", "bank-8", fixture.System.Clock.GetUtcNow())
            .With("payer", "\u202eООО\u0085\u2028«Ромашка»\0")
            .With("purpose", "Счёт\r\n\t12 " + new string('я', 600));

        (await SendAsync(form)).Is(201);
        (await SendAsync(form)).Is(200);

        var email = await customer.LetterAsync("Деньги поступили");
        Assert.Contains("ООО «Ромашка»", email.Text, StringComparison.Ordinal);
        Assert.Contains("Счёт 12 я", email.Text, StringComparison.Ordinal);
        var entry = (await fixture.Rows.OfAsync(customer.ClientId)).Values.Single(row => row.ContainsKey("Details"));
        var purpose = (string)JsonNode.Parse(entry.GetString("Details"))!["Purpose"]!;
        Assert.Equal((500, '…'), (purpose.Length, purpose[^1]));
    }

    [Fact]
    public async Task The_time_is_the_same_instant_with_any_offset_and_answered_in_UTC()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.TopUp(customer.AccountNumber, "1.00", "bank-9", fixture.System.Clock.GetUtcNow());

        var first = (await SendAsync(form.With("receivedAt", "2026-11-22T12:00:00+03:00"))).Is(201);
        var repeated = (await SendAsync(form.With("receivedAt", "2026-11-22T09:00Z"))).Is(200);

        Assert.Equal("2026-11-22T09:00:00+00:00", first["receivedAt"]);
        Assert.Equal(first["receivedAt"], repeated["receivedAt"]);
    }

    private Task<Reply> SendAsync(JsonObject form) => fixture.Api.AutomateAsync("POST", "topups", form);

    private static bool IsNotice(Letter email) =>
        email.Subject.StartsWith("Деньги поступили", StringComparison.Ordinal);
}
