using System.Globalization;
using System.Text.Json.Nodes;
using ZXing;
using ZXing.Common;

namespace Functions.Tests.Invoices;

public sealed class InvoiceTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    [Fact]
    public async Task An_invoice_over_a_sum_has_the_accounts_number_and_the_clients_own_count()
    {
        var customer = await fixture.NewCustomerAsync();

        var first = (await IssueAsync(customer, Sum("3000.00"))).Is(201);
        var second = (await IssueAsync(customer, Sum("0.01"))).Is(201);

        Assert.Equal(
            [$"{customer.AccountNumber}-1", $"{customer.AccountNumber}-2"],
            new[] { first["number"], second["number"] });
        Assert.Equal($"/api/clients/{customer.ClientId}/invoices/{first["number"]}", first.Headers["Location"]);
        Assert.Equal(("issued", "3000.00", "540.98"), (first["status"], first["missing.amount"], first["vat.amount"]));
        Assert.StartsWith($"Оплата по счёту {first["number"]} от ", first["purpose"], StringComparison.Ordinal);
        Assert.Equal("ООО «Ромашка»", first["buyer.name"]);
        var list = (await customer.OwnAsync("GET", "invoices?limit=1")).Is(200);
        Assert.Equal((second["number"], "2"), (list["invoices.0.number"], list["next"]));
        Assert.Equal(
            first["number"],
            (await customer.OwnAsync("GET", $"invoices?after={list["next"]}")).Is(200)["invoices.0.number"]);
        Assert.Single((await customer.LetterAsync($"Счёт № {first["number"]}")).Files);
    }

    [Fact]
    public async Task The_accountants_address_gets_copies_and_is_changed_without_a_new_password()
    {
        var customer = await fixture.NewCustomerAsync();
        var accountant = $"{Guid.NewGuid():N}@example.com";
        var login = customer.Password;

        var change = Contact(accountant);
        Assert.Equal(
            accountant,
            (await customer.OwnAsync("PATCH", body: change)).Is(200)["requisites.contact.accountantEmail"]);
        (await customer.OwnAsync("PATCH", body: Contact("no address")))
            .IsProblem(422, "validation-failed", "contact.accountantEmail");
        var number = (await IssueAsync(customer, Sum("3000.00"))).Is(201)["number"]!;
        await customer.LetterAsync($"Счёт № {number}");
        var copy = await fixture.System.World.Mailbox.WaitAsync(
            letter => letter.To == accountant,
            limit: null,
            TestContext.Current.CancellationToken);
        Assert.Single(copy.Files);
        (await customer.LogInAsync(login)).Is(200);

        // Nobody gets it twice; an empty text takes the address away.
        (await customer.OwnAsync("PATCH", body: Contact(customer.Email))).Is(200);
        number = (await IssueAsync(customer, Sum("3000.00"))).Is(201)["number"]!;
        await customer.LetterAsync($"Счёт № {number}");
        (await customer.OwnAsync("PATCH", body: Contact(""))).Is(200);
        Assert.Null((await customer.ReadAsync()).Is(200)["requisites.contact.accountantEmail"]);
        Assert.Equal(
            (1, 1),
            (Count(accountant), Count(customer.Email, $"Счёт № {number}")));

        int Count(string to, string subject = "") => fixture.System.World.Mailbox.Letters.Count(letter =>
            letter.To == to && letter.Subject.StartsWith(subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_qr_code_is_that_of_the_payment_until_money_comes()
    {
        var customer = await fixture.NewCustomerAsync();
        var invoice = (await IssueAsync(customer, Sum("3000.00"))).Is(201);

        var text = Decode(
            int.Parse(invoice["qr.size"]!, CultureInfo.InvariantCulture),
            Convert.FromBase64String(invoice["qr.modules"]!));
        Assert.StartsWith("ST00012|Name=ООО «Телфин»|", text, StringComparison.Ordinal);
        Assert.Contains($"|Sum=300000|Purpose={invoice["purpose"]}|", text, StringComparison.Ordinal);
        Assert.Null((await customer.OwnAsync("GET", "invoices")).Is(200)["invoices.0.qr.size"]);
        await customer.OwnAsync("POST", $"invoices/{invoice["number"]}/void");
        Assert.Null((await customer.OwnAsync("GET", $"invoices/{invoice["number"]}")).Is(200)["qr.size"]);
    }

    private static JsonObject Contact(string accountant) =>
        new() { ["contact"] = new JsonObject { ["accountantEmail"] = accountant } };

    // Without the white around the code.
    private static string Decode(int size, byte[] bits)
    {
        const int Quiet = 4;
        var matrix = new BitMatrix(size - (2 * Quiet));
        for (var row = 0; row < matrix.Height; row++)
        {
            for (var column = 0; column < matrix.Width; column++)
            {
                var at = ((row + Quiet) * size) + column + Quiet;
                matrix[column, row] = (bits[at / 8] >> (7 - (at % 8)) & 1) == 1;
            }
        }

        var hints = new Dictionary<DecodeHintType, object> { [DecodeHintType.CHARACTER_SET] = "UTF-8" };
        return new ZXing.QrCode.Internal.Decoder().decode(matrix, hints).Text;
    }

    [Fact]
    public async Task The_same_key_is_the_same_invoice_and_numbers_have_no_gap_however_many_are_asked_for_at_once()
    {
        var customer = await fixture.NewCustomerAsync();

        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IssueAsync(customer, Sum("5.00"), "same")));
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IssueAsync(customer, Sum("6.00"))));

        Assert.Equal([200, 200, 200, 201], same.Select(reply => reply.Status).Order());
        Assert.Single(same.Select(reply => reply["number"]).Distinct());
        Assert.Equal(
            Enumerable.Range(1, 5).Select(count => $"{customer.AccountNumber}-{count}"),
            others.Append(same[0]).Select(reply => reply["number"]!).Order());
        (await IssueAsync(customer, Sum("7.00"), "same")).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task An_invoice_for_numbers_is_over_what_the_balance_lacks_and_remembers_what_for()
    {
        var customer = await fixture.NewCustomerAsync("1000.00");
        var whole = (await customer.QuoteAsync(months: 2)).Is(200);

        var invoice = (await IssueAsync(customer, ForNumber(months: 2))).Is(201);

        Assert.Equal(whole["amount.amount"], invoice["items.0.amount.amount"]);
        Assert.Equal(
            Cents(whole["amount.amount"]!) - 100_000,
            Cents(invoice["amount.amount"]!));
        Assert.Equal(
            (whole["periodStart"], whole["paidThrough"]),
            (invoice["items.0.periodStart"], invoice["items.0.paidThrough"]));
        (await customer.TopUpAsync("100000.00")).Is(201);
        (await IssueAsync(customer, ForNumber(months: 2))).IsProblem(409, "nothing-missing");
        (await IssueAsync(customer, ForNumber(tariff: "gold"))).IsProblem(
            422, "validation-failed", "items[0].tariff");
    }

    [Fact]
    public async Task Money_that_names_an_invoice_pays_it_in_parts_and_the_rest_stays_on_the_account()
    {
        var customer = await fixture.NewCustomerAsync();
        var number = (await IssueAsync(customer, Sum("3900.00"))).Is(201)["number"]!;

        await PayAsync(customer, "2000.00", number);
        var partly = (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200);
        await PayAsync(customer, "2500.00", number);
        var paid = (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200);

        Assert.Equal(("partly-paid", "1900.00"), (partly["status"], partly["missing.amount"]));
        Assert.Equal(("paid", "3900.00"), (paid["status"], paid["received.amount"]));
        Assert.Equal("4500.00", await customer.BalanceAsync());
        (await customer.OwnAsync("POST", $"invoices/{number}/void")).IsProblem(409, "invoice-paid");
    }

    [Fact]
    public async Task Money_that_names_none_pays_the_only_open_invoice_of_its_sum()
    {
        var customer = await fixture.NewCustomerAsync();
        var one = (await IssueAsync(customer, Sum("10.00"))).Is(201)["number"]!;
        var twin = (await IssueAsync(customer, Sum("20.00"))).Is(201)["number"]!;
        var other = (await IssueAsync(customer, Sum("20.00"))).Is(201)["number"]!;

        (await customer.TopUpAsync("10.00")).Is(201);
        (await customer.TopUpAsync("20.00")).Is(201);

        Assert.Equal(
            ["paid", "issued", "issued"],
            await Task.WhenAll(new[] { one, twin, other }.Select(async number =>
                (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200)["status"])));
    }

    [Fact]
    public async Task A_void_invoice_stays_void_and_its_money_reaches_the_account()
    {
        var customer = await fixture.NewCustomerAsync();
        var number = (await IssueAsync(customer, Sum("30.00"))).Is(201)["number"]!;

        Assert.Equal("void", (await customer.OwnAsync("POST", $"invoices/{number}/void")).Is(200)["status"]);
        Assert.Equal("void", (await customer.OwnAsync("POST", $"invoices/{number}/void")).Is(200)["status"]);
        await PayAsync(customer, "30.00", number);

        var late = (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200);
        Assert.Equal(("void", "0.00"), (late["status"], late["received.amount"]));
        Assert.Equal("30.00", await customer.BalanceAsync());
    }

    [Fact]
    public async Task The_cabinet_has_the_same_invoices_and_their_documents()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var issued = (await customer.CabinetAsync("POST", "invoices", Sum("3000.00"), Key())).Is(201);
        var number = issued["number"]!;

        Assert.Equal($"/api/cabinet/invoices/{number}", issued.Headers["Location"]);
        Assert.Equal(
            (await customer.OwnAsync("GET", $"invoices/{number}")).Is(200).Text,
            (await customer.CabinetAsync("GET", $"invoices/{number}")).Is(200).Text);
        var pdf = (await customer.CabinetAsync("GET", $"invoices/{number}/pdf")).Is(200);
        Assert.Equal("application/pdf", pdf.MediaType);
        Assert.Equal($"attachment; filename=\"schet-{number}.pdf\"", pdf.Headers["Content-Disposition"]);
        Assert.StartsWith("%PDF-", pdf.Text, StringComparison.Ordinal);
        Assert.Equal(pdf.Text, (await customer.OwnAsync("GET", $"invoices/{number}/pdf")).Is(200).Text);
        var order = (await customer.CabinetAsync("GET", $"invoices/{number}/payment-order")).Is(200);
        Assert.StartsWith("1CClientBankExchange", order.Text, StringComparison.Ordinal);
        Assert.Contains("=3000.00\r\n", order.Text, StringComparison.Ordinal);
        foreach (var missing in new[] { $"{customer.AccountNumber}-9", "0000000018-1", "1", "%20" })
        {
            (await customer.CabinetAsync("GET", $"invoices/{missing}/pdf")).IsProblem(404, "not-found");
        }
    }

    [Fact]
    public async Task Forms_that_say_nothing_or_too_much_are_refused()
    {
        var customer = await fixture.NewCustomerAsync();
        var both = Sum("1.00");
        both["items"] = ForNumber()["items"]!.DeepClone();

        (await IssueAsync(customer, [])).IsProblem(422, "validation-failed", "amount.amount");
        (await IssueAsync(customer, both)).IsProblem(422, "validation-failed", "amount.amount");
        (await IssueAsync(customer, Sum("0.00"))).IsProblem(422, "validation-failed", "amount.amount");
        (await customer.OwnAsync("POST", "invoices", Sum("1.00"))).IsProblem(400, "idempotency-key-required");
        (await fixture.NewCustomer().SubmitAsync()).Is(202);
    }

    private static Task<Reply> IssueAsync(Customer customer, JsonObject form, string? key = null) =>
        customer.OwnAsync("POST", "invoices", form, Key(key));

    private static (string Name, string Value) Key(string? key = null) =>
        ("Idempotency-Key", key ?? Guid.NewGuid().ToString());

    private static JsonObject Sum(string amount) => new() { ["amount"] = Forms.Money(amount) };

    private static JsonObject ForNumber(string tariff = "base", int months = 1) => new()
    {
        ["items"] = new JsonArray(new JsonObject
        {
            ["phone"] = Customer.Phone,
            ["tariff"] = tariff,
            ["months"] = months,
        }),
    };

    private async Task PayAsync(Customer customer, string amount, string number)
    {
        var form = Forms.TopUp(
            customer.AccountNumber,
            amount,
            Guid.NewGuid().ToString(),
            fixture.System.Clock.GetUtcNow()).With("purpose", $"Оплата по счету № {number} от 10.12.2026");
        (await fixture.Api.AutomateAsync("POST", "topups", form)).Is(201);
    }

    private static long Cents(string amount) => long.Parse(
        amount.Replace(".", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);
}
