using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Promises;

/// <summary>When the process dies.</summary>
public enum Death
{
    /// <summary>The marker stands, the commit was not sent.</summary>
    BeforeTheCommit,

    /// <summary>The commit is done, nothing after it.</summary>
    AfterTheCommit,

    /// <summary>All is done but the messages.</summary>
    BeforeTheMessages,
}

/// <summary>The process dies at each point of a commit and another takes its place.</summary>
public sealed class CrashTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    [Theory]
    [InlineData(Death.BeforeTheCommit)]
    [InlineData(Death.AfterTheCommit)]
    [InlineData(Death.BeforeTheMessages)]
    public async Task A_payment_is_debited_once_and_its_receipt_comes(Death death)
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        (await customer.ChooseAsync()).Is(201);
        var amount = (await customer.QuoteAsync()).Is(200)["amount.amount"]!;
        var form = Forms.Payment(Customer.Phone, "base", 1, amount, customer.Password);
        await fixture.SettleAsync();

        Die(death, "PostPayment", request => request.IsCommitOf(customer.ClientId));
        (await customer.PayAsync(form, "key")).Is(500);
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        await fixture.HasLedgerAsync(customer, [1000000], death == Death.BeforeTheCommit ? [] : [Kopecks(amount)]);
        (await customer.PayAsync(form, "key")).Is(death == Death.BeforeTheCommit ? 201 : 200);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [1000000], [Kopecks(amount)]);
        Assert.Equal("Оплачено", (await customer.ConnectionsAsync())["connections.0.statusText"]);
    }

    [Theory]
    [InlineData(Death.BeforeTheCommit)]
    [InlineData(Death.AfterTheCommit)]
    [InlineData(Death.BeforeTheMessages)]
    public async Task A_top_up_is_booked_once_and_its_letter_comes(Death death)
    {
        var customer = await fixture.NewCustomerAsync();
        var receivedAt = fixture.System.Clock.GetUtcNow();
        var externalId = Guid.NewGuid().ToString();
        await fixture.SettleAsync();

        Die(death, "PostTopUp", request => request.IsCommitOf(customer.ClientId));
        (await customer.TopUpAsync("900.00", externalId, receivedAt)).Is(500);
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        await fixture.HasLedgerAsync(customer, death == Death.BeforeTheCommit ? [] : [90000], []);
        (await customer.TopUpAsync("900.00", externalId, receivedAt)).Is(death == Death.BeforeTheCommit ? 201 : 200);
        await fixture.SettleAsync();
        await fixture.HasLedgerAsync(customer, [90000], []);
    }

    [Theory]
    [InlineData(Death.BeforeTheCommit)]
    [InlineData(Death.AfterTheCommit)]
    [InlineData(Death.BeforeTheMessages)]
    public async Task Requisites_that_were_stored_lead_to_one_cabinet_and_one_letter(Death death)
    {
        var customer = fixture.NewCustomer();
        Die(death, "SubmitClient", request => request is { Kind: "add", Table: "Clients" });
        (await customer.SubmitAsync()).Is(500);
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        Assert.Equal(death == Death.BeforeTheCommit ? 0 : 1, customer.Count("Доступ"));
        (await customer.SubmitAsync()).Is(death == Death.BeforeTheCommit ? 202 : 200);
        await customer.WaitForCredentialsAsync();
        await fixture.SettleAsync();
        Assert.Equal(1, customer.Count("Доступ"));
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData(Death.BeforeTheCommit)]
    [InlineData(Death.AfterTheCommit)]
    [InlineData(Death.BeforeTheMessages)]
    public async Task A_cabinet_is_made_once_and_its_password_is_the_one_in_the_letter(Death death)
    {
        var customer = fixture.NewCustomer();
        Die(death, "CreateCabinet", request => request.Kind == "transaction");
        (await customer.SubmitAsync()).Is(202);
        await Eventually.IsAsync(() => Task.FromResult(death == Death.BeforeTheMessages ? fixture.Invocations.Of("CreateCabinet") is [.., { Ended: true }] : fixture.Storage.Dead), "The process died.");
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        await customer.WaitForCredentialsAsync();
        Assert.Equal(1, customer.Count("Доступ"));
        (await customer.LogInAsync()).Is(200);
        Assert.Equal(1, await AccountsAsync(customer));
    }

    [Theory]
    [InlineData(Death.BeforeTheCommit)]
    [InlineData(Death.AfterTheCommit)]
    [InlineData(Death.BeforeTheMessages)]
    public async Task A_new_password_that_was_stored_comes_by_letter(Death death)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();

        Die(death, "SendCredentials", request => request.IsCommitOf(customer.ClientId));
        (await customer.AskForCredentialsAsync()).Is(500);
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        Assert.Equal(death == Death.BeforeTheCommit ? 1 : 2, customer.Count("Доступ"));
        customer.Password = Customer.PasswordIn(customer.Letters[0])!;
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData(StorageFault.DieBefore, "update")]
    [InlineData(StorageFault.DieAfter, "update")]
    [InlineData(StorageFault.DieBefore, "transaction")]
    [InlineData(StorageFault.DieAfter, "transaction")]
    [InlineData(StorageFault.DieBefore, "delete")]
    public async Task A_letter_is_sent_once_whenever_its_sender_dies(StorageFault fault, string at)
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();

        fixture.Storage.Plan(fault, request => Invocation.Current is { Function: "SendLetter" } && request.Kind == at);
        (await customer.TopUpAsync("900.00")).Is(201);
        await Eventually.IsAsync(() => Task.FromResult(fixture.Storage.Dead), "The process died.");
        await fixture.RestartAsync();
        await fixture.SettleAsync();

        Assert.Equal(1, customer.Count("Деньги поступили"));
        Assert.Equal("Sent", (await fixture.RowsAsync(customer, "letter-money-"))[0]["Status"]);
    }

    [Fact]
    public async Task Work_whose_commit_never_came_is_given_up_after_a_while()
    {
        var customer = await fixture.NewCustomerAsync();
        await fixture.SettleAsync();
        Die(Death.BeforeTheCommit, "PostTopUp", request => request.IsCommitOf(customer.ClientId));
        (await customer.TopUpAsync("900.00")).Is(500);
        await fixture.RestartAsync();

        await fixture.SettleAsync();

        Assert.Equal(0, customer.Count("Деньги поступили"));
        Assert.Empty(await fixture.FailuresAsync(customer));
    }

    private void Die(Death death, string function, Func<StorageRequest, bool> commit)
    {
        if (death == Death.BeforeTheMessages)
        {
            fixture.Invocations.DieAfter(function);
        }
        else
        {
            fixture.Storage.Plan(
                death == Death.BeforeTheCommit ? StorageFault.DieBefore : StorageFault.DieAfter,
                request => Invocation.Current?.Function == function && commit(request));
        }
    }

    private async Task<int> AccountsAsync(Customer customer)
    {
        var count = 0;
        await foreach (var row in fixture.Rows.Table("Index").QueryAsync<Azure.Data.Tables.TableEntity>(
            $"PartitionKey ge 'account-' and PartitionKey lt 'account.' and ClientId eq '{customer.ClientId}'", cancellationToken: TestContext.Current.CancellationToken))
        {
            count++;
        }

        return count;
    }
}
