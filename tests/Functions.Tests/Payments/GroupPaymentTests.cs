using System.Globalization;
using System.Text.Json.Nodes;

namespace Functions.Tests.Payments;

/// <summary>Several numbers that are paid with one password, one debit and one transaction.</summary>
public sealed class GroupPaymentTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private static readonly string[] Phones = ["+79001234567", "+79007654321", "+79007654322"];

    [Fact]
    public async Task Terms_can_be_paid_as_they_are_and_one_letter_tells_of_all_numbers()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        (await customer.ChooseAsync(Phones[2])).Is(201);
        (await customer.PayAsync(Phones[2], months: 2)).Is(201);
        var terms = await TermsAsync(customer, Phones);

        // The third number joins when its own next month begins.
        Assert.Equal(2, terms.At("terms.1.items")!.AsArray().Count);
        var term = terms.At("terms.2")!.AsObject();
        Assert.Equal(3, term["items"]!.AsArray().Count);
        var form = FormOf(term, customer.Password);
        var paid = (await customer.PayAsync(form, "group-1")).Is(201);

        Assert.Equal($"{term["amount"]!["amount"]}", paid["amount.amount"]);
        Assert.Equal(Phones, paid.At("items")!.AsArray().Select(item => (string)item!["phone"]!));
        Assert.Null(paid["phone"]);
        var connections = await customer.ConnectionsAsync();
        Assert.All(
            connections.At("connections")!.AsArray(),
            each => Assert.Equal((string)term["paidThrough"]!, (string)each!["paidThrough"]!));
        Assert.Equal(
            paid.Text,
            (await customer.PayAsync(form, "group-1")).Is(200).Text);
        Assert.Equal(paid["balanceAfter.amount"], await customer.BalanceAsync());
        var letter = await customer.LetterAsync("Оплачено номеров: 3");
        Assert.All(Phones, phone => Assert.Contains(phone[^7..^4], letter.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_are_paid_all_or_none()
    {
        var customer = await fixture.NewCustomerAsync("50000.00");
        var form = FormOf((await TermsAsync(customer, Phones[..2])).At("terms.0")!.AsObject(), customer.Password);
        var price = (string)form["items"]![0]!["amount"]!["amount"]!;
        form["items"]![1]!["amount"]!["amount"] = "1.00";
        form["amount"]!["amount"] =
            (decimal.Parse(price, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

        var refused = await fixture.UnchangedByAsync(() => customer.PayAsync(form, "all-or-none"));

        refused.IsProblem(409, "price-changed");
        Assert.Equal(
            [price, price],
            refused.At("quotes")!.AsArray().Select(quote => (string)quote!["amount"]!["amount"]!));
    }

    [Fact]
    public async Task As_many_are_paid_as_a_transaction_and_a_column_hold()
    {
        var customer = await fixture.NewCustomerAsync("288000.00");
        string[] phones = [.. Enumerable.Range(0, 80).Select(number => $"+79005550{number:D3}")];
        var term = (await TermsAsync(customer, phones)).At("terms.0")!.AsObject();

        var paid = (await customer.PayAsync(FormOf(term, customer.Password), "eighty")).Is(201);

        Assert.Equal((string)term["amount"]!["amount"]!, paid["amount.amount"]);
        Assert.Equal(80, (await customer.ConnectionsAsync()).At("connections")!.AsArray().Count);
    }

    [Fact]
    public async Task A_list_is_checked_item_by_item()
    {
        var customer = await fixture.NewCustomerAsync("1000.00");
        var form = FormOf((await TermsAsync(customer, Phones[..2])).At("terms.0")!.AsObject(), customer.Password);

        await RefusedAsync("items[1].phone", items => items[1]!["phone"] = Phones[0]);
        await RefusedAsync("items[0].phone", items => items[0]!["phone"] = "1");
        await RefusedAsync("items[1].months", items => items[1]!["months"] = 13);
        await RefusedAsync("items[1].tariff", items => items[1]!["tariff"] = "gold");
        await RefusedAsync("items[0].amount.amount", items => items[0]!["amount"] = null);
        await RefusedAsync("items[0].periodStart", items => items[0]!["periodStart"] = "tomorrow");
        await RefusedAsync("items[1].phone", items => items[1] = null);
        await RefusedAsync("items", items => items.Clear());
        await RefusedAsync("items", items =>
        {
            while (items.Count < 97)
            {
                items.Add(items[0]!.DeepClone());
            }
        });
        var otherSum = form.DeepClone().AsObject();
        otherSum["amount"]!["amount"] = "601.00";
        (await customer.PayAsync(otherSum, "bad-list")).IsProblem(422, "validation-failed", "amount.amount");

        async Task RefusedAsync(string field, Action<JsonArray> change)
        {
            var changed = form.DeepClone().AsObject();
            change(changed["items"]!.AsArray());
            (await customer.PayAsync(changed, "bad-list")).IsProblem(422, "validation-failed", field);
        }
    }

    private static Task<Reply> TermsAsync(Customer customer, IEnumerable<string> phones) =>
        customer.OwnAsync("POST", "terms", new { items = phones.Select(phone => new { phone, tariff = "base" }) });

    private static JsonObject FormOf(JsonObject term, string password)
    {
        var form = term.DeepClone().AsObject();
        form["method"] = "cabinet-balance";
        form["password"] = password;
        return form;
    }
}
