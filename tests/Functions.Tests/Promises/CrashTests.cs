namespace Functions.Tests.Promises;

/// <summary>
/// The process dies before and after every request that a call makes of storage and queues, each time for another
/// customer; then it starts again. What was committed is followed once, what was not is not, and the same call again
/// finds out.
/// </summary>
public sealed class CrashTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Theory]
    [InlineData(MoneyCall.Payment)]
    [InlineData(MoneyCall.TopUp)]
    public async Task Money_is_booked_once_and_its_letter_comes(string function)
    {
        var calls = await DieAsync(
            function,
            request => request.Kind == "transaction",
            () => MoneyCall.NewAsync(fixture, function),
            call => call.SendAsync());

        foreach (var (call, isCommitted, death) in calls)
        {
            await fixture.SettleAsync(call.Customer);
            await CheckAsync(death, () => call.IsDoneAsync(fixture, isCommitted));
            (await call.SendAsync()).Is(isCommitted ? 200 : 201);
        }

        await fixture.SettleAsync();
        Assert.All(calls, call => Assert.True(call.Case.TimesHandled(fixture) > 0));
        foreach (var (call, _, death) in calls)
        {
            await CheckAsync(death, () => call.IsDoneAsync(fixture));
        }
    }

    [Fact]
    public async Task Requisites_that_were_stored_lead_to_one_cabinet_and_one_letter()
    {
        var calls = await DieAsync(
            "SubmitClient",
            request => request is { Kind: "add", Table: "Clients" },
            () => Task.FromResult(fixture.NewCustomer()),
            customer => customer.SubmitAsync());

        foreach (var (customer, isCommitted, _) in calls)
        {
            var clients = (await customer.WidgetAsync("GET", "clients")).Is(200);
            if (isCommitted)
            {
                customer.ClientId = clients["clients.0.clientId"]!;
                await customer.WaitForCredentialsAsync();
            }

            Assert.Equal(isCommitted ? 1 : 0, customer.Count("Доступ"));
            (await customer.SubmitAsync()).Is(isCommitted ? 200 : 202);
        }

        await fixture.SettleAsync();
        foreach (var (customer, isCommitted, death) in calls)
        {
            await CheckAsync(death, async () =>
            {
                if (!isCommitted)
                {
                    await customer.WaitForCredentialsAsync();
                }

                await fixture.HasOneCabinetAsync(customer);
            });
        }
    }

    [Fact]
    public async Task A_new_password_that_was_stored_comes_by_letter()
    {
        var calls = await DieAsync(
            "SendCredentials",
            request => request.Kind == "transaction",
            () => fixture.NewCustomerAsync(),
            customer => customer.AskForCredentialsAsync());

        foreach (var (customer, isCommitted, death) in calls)
        {
            await fixture.SettleAsync(customer);
            await CheckAsync(death, async () =>
            {
                Assert.Equal(isCommitted ? 2 : 1, customer.Count("Доступ"));
                customer.Password = Customer.PasswordIn(customer.Letters[0])!;
                (await customer.LogInAsync()).Is(200);
                if (!isCommitted)
                {
                    (await customer.AskForCredentialsAsync()).Is(202);
                    await customer.WaitForCredentialsAsync();
                }
            });
        }

        await fixture.SettleAsync();
        Assert.All(calls, call => Assert.Equal(2, call.Case.Count("Доступ")));
    }

    [Fact]
    public async Task A_link_that_was_asked_for_comes_once()
    {
        var calls = await DieAsync(
            "AskForReset",
            request => request.Kind == "send",
            () => fixture.NewCustomerAsync(),
            AskForResetAsync);

        await fixture.SettleAsync();
        foreach (var (customer, isCommitted, death) in calls)
        {
            await CheckAsync(death, async () =>
            {
                Assert.Equal(isCommitted ? 1 : 0, customer.Count("Восстановление"));
                (await AskForResetAsync(customer)).Is(202);
            });
        }

        await fixture.SettleAsync();
        Assert.All(calls, call => Assert.Equal(1, call.Case.Count("Восстановление")));
    }

    private static Task<Reply> AskForResetAsync(Customer customer) =>
        customer.CabinetAsync("POST", "password-reset", new { login = customer.Login });

    /// <summary>Makes the call for a customer for each death, and starts the functions again.</summary>
    /// <returns>The customers, whether their calls were committed, and when their process died.</returns>
    private async Task<IReadOnlyList<(T Case, bool IsCommitted, Death Death)>> DieAsync<T>(
        string function,
        Func<StorageRequest, bool> isCommit,
        Func<Task<T>> prepare,
        Func<T, Task<Reply>> call)
    {
        Assert.InRange((await call(await prepare())).Status, 200, 202);
        var requests = fixture.Invocations.Of(function)[^1].Requests;
        var commit = Enumerable.Range(0, requests.Count).Single(i => isCommit(requests[i]));
        var deaths = Death.AtEvery(requests.Count);
        var cases = await Task.WhenAll(deaths.Select(_ => prepare()));
        await fixture.SettleAsync();

        fixture.Invocations.Deal(function, deaths);
        foreach (var (item, death) in cases.Zip(deaths))
        {
            var reply = await call(item);

            // The last death would come after all requests: so the others cover all of them.
            Assert.Equal((death.ToString(), death != deaths[^1]), (death.ToString(), death.IsDone));
            Assert.Equal(death.IsDone, reply.Status == 500);
        }

        fixture.Invocations.Deal("", []);
        await fixture.RestartAsync();
        return [.. cases.Zip(deaths, (item, death) => (item, death.Spares(commit), death))];
    }

    // Says which death it was.
    private static async Task CheckAsync(Death death, Func<Task> check)
    {
        var error = await Record.ExceptionAsync(check);
        Assert.True(error is null, $"The process died {death}: {error}");
    }
}
