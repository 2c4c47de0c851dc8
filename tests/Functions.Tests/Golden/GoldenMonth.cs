using System.Globalization;
using System.Text.Json.Nodes;
using Functions.Tests.Reconciliation;
using Functions.Tests.Statements;
using Local;
using static Functions.Tests.Golden.GoldenFixture;

namespace Functions.Tests.Golden;

/// <summary>A month of a product in which every kind of row is written that there is today.</summary>
internal sealed class GoldenMonth(GoldenFixture fixture)
{
    /// <summary>
    /// Three clients, all that is written for them in a month, and what was found in one of them.
    /// </summary>
    /// <returns>The id of the client with what was added last.</returns>
    internal async Task<string> PlayAsync()
    {
        var several = await NewMemberAsync(SeveralAccount);
        (await several.PayAsync()).Is(201);
        (await several.OwnAsync("POST", "connections", new { phone = PaidPhone, tariff = "base", label = "Склад" }))
            .Is(201);
        var told = await NewMemberAsync(NewestAccount);
        (await told.PayAsync()).Is(201);
        var good = await NewMemberAsync(GoodAccount);
        (await good.PayAsync()).Is(201);
        (await good.ChooseAsync(PaidPhone, "extended")).Is(201);
        await fixture.DrainAsync();
        await MidnightAsync("2027-02-23");
        await MidnightAsync("2027-02-28");

        fixture.PassUntil(new DateTimeOffset(2027, 3, 10, 6, 0, 0, TimeSpan.Zero));
        await fixture.DrainAsync();
        (await good.PayAsync(PaidPhone, "extended", months: 2)).Is(201);
        (await good.CabinetAsync("POST", "password-reset", new { login = good.Login })).Is(202);
        await fixture.DrainAsync();
        await fixture.ReconcileAsync(good, isWhole: true);
        await fixture.DrainAsync();
        var frozen = await NewMemberAsync(FrozenAccount);
        await FreezeAsync(frozen, good);

        fixture.System.World.MailFaults.Plan(new MailFault.TooManyRequests(TimeSpan.FromMinutes(1)), good.Email);
        (await good.TopUpAsync("300.00")).Is(201);

        await fixture.SettleAsync();
        (await good.LogInAsync()).Is(200);
        var contact = new { contact = new { email = "buh@new.example.com" } };
        (await good.CabinetAsync("PATCH", "client", contact)).Is(200);
        await PayTogetherAsync(several);
        (await several.OwnAsync("POST", "connection-removals", new { phone = Customer.Phone })).Is(204);
        await fixture.DrainAsync();
        await PlayBankAsync(told);
        await PlayLifeAsync(told);
        await PlayToldAsync(told);
        await PlayVanishedAsync();
        Assert.True(fixture.System.Clock.GetUtcNow() < End);
        return told.ClientId;
    }

    private async Task PlayToldAsync(Customer customer)
    {
        (await customer.ChooseAsync("+79007654323")).Is(201);
        (await customer.OwnAsync("POST", "connection-removals", new { phone = "+79007654323" })).Is(204);
        (await customer.OwnAsync("PATCH", "", new { name = "ООО «Лютик»" })).Is(200);
        await fixture.DrainAsync();
        var log = (await fixture.Api.AutomateAsync("GET", "operator/webhook-deliveries")).Is(200);
        (await fixture.Api.AutomateAsync(
            "POST",
            $"operator/webhook-deliveries/{log["deliveries.0.id"]}/retry",
            new { @operator = "Иванова Анна" })).Is(202);
        await fixture.DrainAsync();
    }

    /// <summary>A line that waits for an operator is not in the next statement any more; that is found.</summary>
    private async Task PlayVanishedAsync()
    {
        var desk = new BankDesk(fixture);
        var day = desk.Today.AddDays(-1);
        var stays = desk.Transfer("5.00", "Аренда", number: "6") with { IsCredit = false, Day = day };
        var vanishes = desk.Transfer("110.00", "за услуги", number: "7") with { Day = day };
        await desk.UploadAsync(desk.File([stays, vanishes], openingRoubles: 1005, daysEarlier: 1));
        await desk.UploadAsync(desk.File([stays], openingRoubles: 1005, daysEarlier: 1, madeDaysLater: 1));
        await fixture.DrainAsync();
        var failures = await fixture.FailuresAsync();
        var found = failures.Single(each => each.GetProperty("found").GetString() == "line-vanished");
        var close = new { reason = "банк исправил выписку", @operator = "Иванова Анна" };
        (await fixture.Api.AutomateAsync("POST", $"failures/{found.GetProperty("id")}/close", close)).Is(204);
    }

    /// <summary>A tariff changed at once, a number removed, one renewed, and an order that waits.</summary>
    private async Task PlayLifeAsync(Customer customer)
    {
        const string Removed = "+79007654324";
        (await customer.TopUpAsync("20000.00")).Is(201);
        (await customer.PayAsync(Removed, months: 2)).Is(201);
        var number = new { phone = Removed };
        var removal = (await customer.OwnAsync("POST", "removals/preview", number)).Is(200);
        var amount = removal.At("amount")!.DeepClone();
        await ConfirmAsync("removals", new() { ["phone"] = Removed, ["amount"] = amount }, 201);
        var tariff = new { phone = Customer.Phone, tariff = "extended" };
        var change = (await customer.OwnAsync("POST", "tariff-changes/preview", tariff)).Is(200);
        await ConfirmAsync(
            "tariff-changes",
            new()
            {
                ["phone"] = Customer.Phone,
                ["tariff"] = "extended",
                ["direction"] = change["direction"],
                ["amount"] = change.At("amount")!.DeepClone(),
            },
            201);
        await ConfirmAsync("renewals", new() { ["phones"] = new JsonArray(Customer.Phone) }, 200);
        await ConfirmAsync($"invoices/{customer.AccountNumber}-1/order", [], 201);
        await fixture.DrainAsync();

        async Task ConfirmAsync(string path, JsonObject form, int status)
        {
            form["password"] = customer.Password;
            (await customer.OwnAsync("POST", path, form, ("Idempotency-Key", "golden-life"))).Is(status);
        }
    }

    private async Task PlayBankAsync(Customer customer)
    {
        (await customer.LogInAsync()).Is(200);
        (await customer.PayAsync()).Is(201);
        var desk = new BankDesk(fixture);
        var item = new { phone = PaidPhone, tariff = "base", months = 12 };
        var items = new { items = new[] { item } };
        var invoice = (await customer.OwnAsync("POST", "invoices", items, ("Idempotency-Key", "golden"))).Is(201);
        var named = desk.Transfer("110.00", $"Оплата по счету {invoice["number"]}", number: "1");
        var wrong = desk.Transfer("210.00", customer.AccountNumber, number: "2");
        var unclear = desk.Transfer("310.00", "за услуги", number: "3");
        var later = desk.Transfer("410.00", "за связь", number: "4");
        var outgoing = desk.Transfer("5.00", "Аренда", number: "5") with { IsCredit = false };
        var report = await desk.UploadAsync(
            desk.File([named, wrong, unclear, later, outgoing], openingRoubles: 1000));
        var path = $"suspense/{BankDesk.LineOf(report, unclear)["movementId"]}/assignments";
        var (accountNumber, reason, name) = (customer.AccountNumber, "по письму", "Иванова Анна");
        var part = new
        {
            accountNumber,
            amount = new { amount = "250.00", currency = "RUB" },
            reason,
            @operator = name,
        };
        (await fixture.Api.AutomateAsync("POST", path, part, ("Idempotency-Key", "golden"))).Is(200);
        await fixture.DrainAsync();
        foreach (var (entry, what) in new[] { (5, "corrections"), (4, "returns") })
        {
            (await fixture.Api.AutomateAsync(
                "POST",
                $"accounts/{accountNumber}/{what}",
                new { entry, reason, @operator = name },
                ("Idempotency-Key", what))).Is(201);
        }

        var claim = new
        {
            number = "9",
            date = desk.Today.ToString("O", CultureInfo.InvariantCulture),
            amount = new { amount = "9.00", currency = "RUB" },
        };
        (await customer.CabinetAsync("POST", "claims", claim)).Is(202);
        await fixture.SendAsync("topups", "malformed");
        await fixture.DrainAsync();
        var failures = await fixture.FailuresAsync();
        var close = new { reason, @operator = name };
        var failure = failures.First(each => each.GetProperty("queue").GetString() == "topups").GetProperty("id");
        (await fixture.Api.AutomateAsync("POST", $"failures/{failure}/close", close)).Is(204);
        await fixture.ReconcileAsync(customer, isWhole: true);
        await fixture.DrainAsync();
    }

    private static async Task PayTogetherAsync(Customer customer)
    {
        var items = new[] { PaidPhone, "+79007654322" }.Select(phone => new { phone, tariff = "base" });
        var terms = (await customer.OwnAsync("POST", "terms", new { items })).Is(200);
        var form = terms.At("terms.1")!.AsObject();
        form["method"] = "cabinet-balance";
        form["password"] = Password;
        (await customer.PayAsync(form, "golden")).Is(201);
    }

    /// <summary>A customer of a widget account with a password of their own and money.</summary>
    private async Task<Customer> NewMemberAsync(string account)
    {
        var customer = fixture.NewCustomer(account);
        (await customer.SubmitAsync()).Is(202);
        await customer.WaitForCredentialsAsync();
        (await customer.LogInAsync()).Is(200);
        var form = new { currentPassword = customer.Password, newPassword = Password };
        (await customer.CabinetAsync("POST", "password", form)).Is(200);
        customer.Password = Password;
        (await customer.TopUpAsync("20000.00", $"bank-{account}")).Is(201);
        await fixture.DrainAsync();
        return customer;
    }

    private async Task MidnightAsync(string day)
    {
        fixture.PassUntil(DateTimeOffset.Parse(day + "T21:10:00Z", CultureInfo.InvariantCulture));
        await fixture.RunTimerAsync("ExpireSubscriptions");
        await fixture.QuietAsync();
    }

    /// <summary>A row is changed and put right again: the freeze stays.</summary>
    private async Task FreezeAsync(Customer customer, Customer other)
    {
        var tampering = new Tampering(fixture.Rows, customer, other);
        await tampering.ChangeAsync(Tampering.Entry(1), "Amount");
        await fixture.ReconcileAsync(customer, isWhole: true);
        await tampering.UndoAsync();
        Assert.True(await fixture.IsFrozenAsync(customer));
    }
}
