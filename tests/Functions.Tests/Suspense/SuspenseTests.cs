using Azure.Data.Tables;
using Functions.Tests.Statements;
using Local;

namespace Functions.Tests.Suspense;

public sealed class SuspenseTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private readonly BankDesk _bank = new(fixture);

    [Fact]
    public async Task Money_with_a_slip_in_the_number_is_suggested_and_never_credited_by_itself()
    {
        var customer = await fixture.NewCustomerAsync();
        var slip = (char)('0' + ((customer.AccountNumber[^1] - '0' + 1) % 10));
        var line = _bank.Transfer("100.00", $"счет {customer.AccountNumber[..^1]}{slip}");

        var id = await SuspendedAsync(line, "wrong-code");
        var movement = (await MovementAsync(id)).Is(200);

        Assert.Equal(customer.AccountNumber, movement["suggestions.0.accountNumber"]);
        Assert.Equal("0.00", await customer.BalanceAsync());
        Assert.Contains(
            (await fixture.Api.AutomateAsync("GET", "suspense?limit=200")).Is(200).At("movements")!.AsArray(),
            each => (string?)each!["id"] == id);
    }

    [Fact]
    public async Task Clients_with_a_name_like_the_payers_are_suggested()
    {
        var customer = fixture.NewCustomer();
        var requisites = Forms.Organization(customer.Email).With("name", "АО «Северная Звезда»");
        (await customer.SubmitAsync(requisites)).Is(202);
        await customer.WaitForCredentialsAsync();
        (string, string)[] expected = [(customer.AccountNumber, "Похожее название")];

        foreach (var name in new[] { "Акционерное общество \"СЕВЕРНАЯ ЗВЕЗДА\"", "АО Северная Звизда", "Северная" })
        {
            var id = await SuspendedAsync(_bank.Transfer("61.00", "за связь", name: name), "no-match");
            Assert.Equal(expected, await SuggestionsAsync(id));
        }

        var other = await SuspendedAsync(_bank.Transfer("61.00", "за связь", name: "АО «Северсталь»"), "no-match");
        Assert.Empty(await SuggestionsAsync(other));
    }

    [Fact]
    public async Task Open_invoices_of_exactly_the_sum_that_is_missing_are_suggested_whatever_the_payer()
    {
        var customer = await fixture.NewCustomerAsync();
        var (first, second) = (await IssueAsync(customer, "777.77"), await IssueAsync(customer, "888.88"));
        var whole = await SuspendedAsync(_bank.Transfer("777.77", "за связь"), "no-match");
        await SuggestsAsync(whole, first);

        // What was paid of it: only the rest is awaited now.
        var part = _bank.Transfer("700.00", $"Оплата по счету {first}");
        Assert.Equal("credited by-invoice", BankDesk.ResultOf(await _bank.UploadAsync(_bank.File([part])), part));
        var rest = await SuspendedAsync(_bank.Transfer("77.77", "за связь"), "no-match");
        await SuggestsAsync(rest, first);
        Assert.Empty(await SuggestionsAsync(whole));

        var voided = await SuspendedAsync(_bank.Transfer("888.88", "за связь"), "no-match");
        await SuggestsAsync(voided, second);
        (await customer.OwnAsync("POST", $"invoices/{second}/void")).Is(200);
        Assert.Empty(await SuggestionsAsync(voided));
        (await AssignAsync(rest, customer, "rest")).Is(200);
        await Eventually.IsAsync(
            async () => !await fixture.Rows.Table("Suspense")
                .QueryAsync<TableEntity>(row => row.PartitionKey.CompareTo("awaited-") > 0
                    && row.PartitionKey.CompareTo("awaited.") < 0)
                .AnyAsync(row => row.GetString("ClientId") == customer.ClientId),
            "Nothing is awaited any more.");

        async Task SuggestsAsync(string id, string number)
        {
            (string, string)[] expected = [(customer.AccountNumber, $"Открытый счёт № {number} на эту сумму")];
            await Eventually.IsAsync(
                async () => (await SuggestionsAsync(id)).SequenceEqual(expected),
                $"Invoice {number} is suggested.");
        }
    }

    [Fact]
    public async Task A_client_is_suggested_once_with_all_that_speaks_for_it_and_a_common_sum_speaks_for_nobody()
    {
        const string Inn = "500100732259";
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync(Forms.Entrepreneur(customer.Email).With("inn", Inn))).Is(202);
        await customer.WaitForCredentialsAsync();
        var others = await fixture.NewCustomersAsync(6);
        foreach (var each in others.Append(customer))
        {
            await IssueAsync(each, "5500.00");
        }

        await fixture.QuietAsync();
        var line = _bank.Transfer("5500.00", "за связь", null, Inn, "47422810000000000001", "ИП ИВАНОВ И.И.");
        var suggestions = await SuggestionsAsync(await SuspendedAsync(line, "no-match"));

        var number = $"{customer.AccountNumber}-1";
        Assert.Equal(
            (customer.AccountNumber, $"Тот же ИНН, похожее название, открытый счёт № {number} на эту сумму"),
            suggestions[0]);
        Assert.DoesNotContain(suggestions, each => others.Any(other => other.AccountNumber == each.Account));
    }

    [Fact]
    public async Task An_operator_splits_money_between_accounts_each_part_once_for_a_key()
    {
        var (first, second) = (await fixture.NewCustomerAsync(), await fixture.NewCustomerAsync());
        var id = await SuspendedAsync(_bank.Transfer("200.00", "за двоих"), "no-match");

        var part = (await AssignAsync(id, first, "one", "150.00")).Is(200);
        Assert.Equal(("suspense", "50.00"), (part["status"], part["rest.amount"]));
        Assert.Equal("50.00", (await AssignAsync(id, first, "one", "150.00")).Is(200)["rest.amount"]);
        (await AssignAsync(id, second, "one", "1.00")).IsProblem(422, "idempotency-key-reused");
        (await AssignAsync(id, second, "two", "50.01")).IsProblem(422, "validation-failed", "amount.amount");
        var whole = (await AssignAsync(id, second, "three")).Is(200);

        Assert.Equal(("credited", "0.00"), (whole["status"], whole["rest.amount"]));
        Assert.Equal(("150.00", "50.00"), (await first.BalanceAsync(), await second.BalanceAsync()));
        Assert.Equal(
            ["Иванова", "Иванова"],
            whole.At("steps")!.AsArray().Select(step => (string?)step!["operator"]).OfType<string>());
        (await AssignAsync(id, second, "four")).IsProblem(409, "movement-settled");
        (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/return", Form())).IsProblem(409, "movement-settled");
    }

    [Fact]
    public async Task Money_to_be_sent_back_waits_for_the_banks_line_that_sends_it()
    {
        var line = _bank.Transfer("300.00", "по ошибке");
        var id = await SuspendedAsync(line, "no-match");

        var due = (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/return", Form())).Is(200);
        Assert.Equal("return-due", due["status"]);
        var sent = _bank.Transfer("300.00", "Возврат ошибочного платежа") with { IsCredit = false };
        var report = await _bank.UploadAsync(_bank.File([line, sent], openingRoubles: 1000));

        Assert.Equal("return-sent return-sent", BankDesk.ResultOf(report, sent));
        Assert.Equal("returned", (await MovementAsync(id)).Is(200)["status"]);
    }

    [Fact]
    public async Task A_customer_finds_the_money_that_is_surely_his_and_learns_nothing_of_others()
    {
        var customer = fixture.NewCustomer();
        (await customer.SubmitAsync(Forms.Entrepreneur(customer.Email))).Is(202);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
        var stranger = _bank.Transfer("401.00", "чужие");
        await SuspendedAsync(stranger, "no-match");
        var own = _bank.Transfer("402.00", "1234567890", inn: "773370857141", account: "47422810000000000001");
        var id = await SuspendedAsync(own, "wrong-code");

        var replies = new[]
        {
            await ClaimAsync(customer, stranger, "401.00"),
            await ClaimAsync(customer, own, "402.01"),
            await ClaimAsync(customer, own, "402.00"),
            await ClaimAsync(customer, own, "402.00"),
            await ClaimAsync(customer, own, "402.00"),
        };

        Assert.All(replies, reply => Assert.Equal("{}", reply.Is(202).Text));
        Assert.Equal("402.00", await customer.BalanceAsync());
        Assert.Equal("by-claim", (await MovementAsync(id)).Is(200)["reason"]);
        (await ClaimAsync(customer, own, "402.00")).IsProblem(429, "too-many-requests");
        var claims = (await fixture.Api.AutomateAsync("GET", "claims?limit=200")).Is(200).At("claims")!.AsArray()
            .Where(claim => (string?)claim!["clientId"] == customer.ClientId)
            .ToArray();
        Assert.Equal(5, claims.Length);
        Assert.Single(claims, claim => (string?)claim!["movementId"] == id);
    }

    [Fact]
    public async Task Ids_that_are_none_are_not_found()
    {
        foreach (var id in new[] { "none", "20261210-in-1-x", "%27" })
        {
            (await MovementAsync(id)).IsProblem(404, "not-found");
            (await fixture.Api.AutomateAsync("POST", $"suspense/{id}/return", Form())).IsProblem(404, "not-found");
        }
    }

    private async Task<string> SuspendedAsync(BankMovement line, string reason)
    {
        var report = await _bank.UploadAsync(_bank.File([line]));
        Assert.Equal($"suspense {reason}", BankDesk.ResultOf(report, line));
        return (string)BankDesk.LineOf(report, line)["movementId"]!;
    }

    private Task<Reply> MovementAsync(string id) => fixture.Api.AutomateAsync("GET", $"movements/{id}");

    private async Task<(string Account, string Why)[]> SuggestionsAsync(string id) =>
    [
        .. (await MovementAsync(id)).Is(200).At("suggestions")!.AsArray()
            .Select(each => ((string)each!["accountNumber"]!, (string)each["why"]!)),
    ];

    private static async Task<string> IssueAsync(Customer customer, string amount)
    {
        var body = new { amount = Forms.Money(amount) };
        var reply = await customer.OwnAsync("POST", "invoices", body, ("Idempotency-Key", amount));
        return reply.Is(201)["number"]!;
    }

    private Task<Reply> AssignAsync(string id, Customer customer, string key, string? amount = null)
    {
        var form = new
        {
            accountNumber = customer.AccountNumber,
            amount = amount is null ? null : new { amount, currency = "RUB" },
            reason = "по письму",
            @operator = "Иванова",
        };
        var header = ("Idempotency-Key", $"{id[^37..]}-{key}");
        return fixture.Api.AutomateAsync("POST", $"suspense/{id}/assignments", form, header);
    }

    private Task<Reply> ClaimAsync(Customer customer, BankMovement line, string amount) => customer.CabinetAsync(
        "POST",
        "claims",
        new
        {
            number = line.Number,
            date = _bank.Today.ToString("O", null),
            amount = new { amount, currency = "RUB" },
        });

    private static object Form() => new { reason = "ошибочный платёж", @operator = "Иванова" };
}
