using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

/// <summary>
/// The storage commits, but its answer is lost: once, so that the client's own retry meets its earlier success, or
/// every time until it gives up.
/// </summary>
public sealed class LostAnswerTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const int Once = 1;

    // The first try and three more.
    private const int EveryTry = 4;

    private const string NewPassword = "a password of my own";

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_payment_is_made_once_and_answered_as_made(int times)
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        LoseAnswers(customer, times);

        var paid = (await customer.PayAsync(amount: amount)).Is(201);

        Assert.Equal("Оплачено", paid["subscription.statusText"]);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [1000000], [Kopecks(amount)]);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_top_up_is_booked_once(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        LoseAnswers(customer, times);

        (await customer.TopUpAsync("900.00")).Is(201);

        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_tariff_is_picked(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        LoseAnswers(customer, times);

        (await customer.ChooseAsync()).Is(201);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_wrong_password_is_counted_once(int times)
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        LoseAnswers(customer, times);

        var refused = (await customer.PayAsync(password: "wrong")).IsProblem(403, "wrong-password");

        Assert.Equal(4, (int)refused.At("attemptsLeft")!);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_new_password_is_asked_for_and_comes(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        LoseAnswers(customer, times);

        (await customer.AskForCredentialsAsync()).Is(202);

        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_password_is_changed_and_said_to_be(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        LoseAnswers(customer, times);

        var change = new { currentPassword = customer.Password, newPassword = NewPassword };
        (await customer.CabinetAsync("POST", "password", change)).Is(200);

        (await customer.LogInAsync(NewPassword)).Is(200);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task A_password_is_restored_and_said_to_be(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.CabinetAsync("POST", "password-reset", new { login = customer.Login })).Is(202);
        var letter = await customer.LetterAsync("Восстановление");
        await fixture.SettleAsync();
        var token = letter.Text.Split("#token=")[1].Split('\n')[0].Trim();
        LoseAnswers(customer, times);

        var confirmation = new { token, newPassword = NewPassword };
        (await customer.CabinetAsync("POST", "password-reset/confirm", confirmation)).Is(204);

        (await customer.LogInAsync(NewPassword)).Is(200);
    }

    [Theory]
    [InlineData(Once)]
    [InlineData(EveryTry)]
    public async Task An_address_is_changed_once_and_both_are_written_to_once(int times)
    {
        var customer = await fixture.NewCustomerAsync();
        var address = $"{Guid.NewGuid():N}@new.example.com";
        LoseAnswers(customer, times);

        (await customer.OwnAsync("PATCH", "", new { contact = new { email = address } })).Is(200);

        await fixture.SettleAsync();
        Assert.Single(await fixture.RowsAsync(customer, "change-"));
        Assert.Equal(1, customer.Count("Письма о кабинете"));
        Assert.Single(fixture.System.World.Mailbox.Letters, letter => letter.To == address);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_is_said_to_be_unavailable_and_nothing_is_written()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        await fixture.SettleAsync();
        var before = await fixture.StoredAsync();
        fixture.Storage.Plan(request => Task.FromResult(
            Invocation.Current?.Function is "PostPayment" or "GetClient" or "GetHealth"
                ? StorageFault.Unreachable
                : StorageFault.None));

        (await customer.PayAsync(amount: amount)).IsProblem(503, "service-unavailable");
        (await customer.ReadAsync()).IsProblem(503, "service-unavailable");
        (await fixture.Api.SendAsync("GET", "health")).IsProblem(503, "service-unavailable");

        fixture.Storage.Work();
        Assert.Equal(before, await fixture.StoredAsync());
    }

    // Only of commits of calls: what handlers do meanwhile is not meant.
    private void LoseAnswers(Customer customer, int times) =>
        fixture.Storage.Plan(
            StorageFault.LoseAnswer,
            request => request.IsCommitOf(customer.ClientId) && Invocation.Current?.Message is null,
            times);
}
