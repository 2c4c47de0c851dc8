using System.Text.Json.Nodes;
using Billing;

namespace Functions.Tests.Books;

/// <summary>
/// What customers do with their numbers: whoever asks what something costs is charged just that, or refused. In the
/// morning nobody is cut off whose number was to go on and whose money is there.
/// </summary>
internal sealed class SimulatedCustomers(
    IReadOnlyList<Customer> customers,
    SimulatedPayers payers,
    IReadOnlyDictionary<string, Money> prices,
    Random chance)
{
    private readonly Dictionary<(Customer, string), string> _goingOn = [];
    private int _keys;

    /// <summary>What was done so far, by name.</summary>
    public SortedDictionary<string, int> Met { get; } = [];

    /// <summary>One of them does something.</summary>
    public Task ActAsync(DateOnly day)
    {
        var customer = customers[chance.Next(customers.Count)];
        var phone = $"+7900111220{chance.Next(4)}";
        return chance.Next(12) switch
        {
            0 or 1 => ConfirmAsync(customer, "tariff-changes", new() { ["phone"] = phone, ["tariff"] = AnyTariff() }),
            2 => ConfirmAsync(customer, "removals", new() { ["phone"] = phone }),
            3 or 4 => OrderAsync(customer, phone, day),
            5 or 6 => SwitchOnAsync(customer, phone),
            7 => PostAsync(customer, "renewals/stop", new() { ["phones"] = new JsonArray(phone) }),
            8 => PostAsync(customer, "connections", new() { ["phone"] = phone, ["tariff"] = AnyTariff() }),
            _ => PayAsync(customer, phone),
        };
    }

    /// <summary>Notes which numbers go on by themselves: before a night.</summary>
    public async Task NoteAsync()
    {
        _goingOn.Clear();
        foreach (var (customer, number) in await NumbersAsync())
        {
            if (number["renewedFor"] is { } most && (string?)number["status"] == "paid" && number["removedAt"] is null)
            {
                _goingOn[(customer, (string)number["phone"]!)] = (string)most["amount"]!;
            }
        }
    }

    /// <summary>After the night, before any money moves.</summary>
    public async Task CheckAsync()
    {
        foreach (var (customer, number) in await NumbersAsync())
        {
            if ((string?)number["status"] == "expired"
                && _goingOn.TryGetValue((customer, (string)number["phone"]!), out var most))
            {
                var price = prices[(string)number["tariff"]!];
                var balance = Read(await customer.BalanceAsync());
                Assert.True(price > Read(most) || price > balance, $"{number} ended with {balance} there.");
                Note("ended");
            }
        }
    }

    private async Task PayAsync(Customer customer, string phone)
    {
        var (tariff, months) = (AnyTariff(), chance.Next(1, 8));
        var quote = (await customer.QuoteAsync(phone, tariff, months)).Is(200);
        var paid = await customer.PayAsync(phone, tariff, months, quote["amount.amount"]);
        Assert.True(paid.Status is 200 or 201 or 402 or 409, paid.Text);
        NoteIf(paid, "paid");
    }

    /// <summary>Asks what it costs, confirms that, and is charged that.</summary>
    private async Task ConfirmAsync(Customer customer, string path, JsonObject form)
    {
        var preview = await customer.OwnAsync("POST", $"{path}/preview", form);
        if (preview.Status != 200)
        {
            Assert.True(preview.Status is 404 or 409 or 422, preview.Text);
            return;
        }

        foreach (var name in new[] { "amount", "direction" })
        {
            form[name] = preview.At(name)?.DeepClone();
        }

        var before = Read(await customer.BalanceAsync());
        var done = await PostAsync(customer, path, form);
        if (done.Status is 200 or 201)
        {
            var amount = Read(preview["amount.amount"]!);
            var after = (string?)form["direction"] == "debit" ? before - amount : before + amount;
            Assert.Equal(after.ToString(), done["booked.balanceAfter.amount"]);
            NoteIf(done, path);
        }
    }

    /// <summary>An invoice that is paid by itself when its money comes: most of it does.</summary>
    private async Task OrderAsync(Customer customer, string phone, DateOnly day)
    {
        var item = new JsonObject { ["phone"] = phone, ["tariff"] = AnyTariff(), ["months"] = chance.Next(1, 5) };
        var issued = await PostAsync(customer, "invoices", new() { ["items"] = new JsonArray(item) });
        if (issued.Status is 200 or 201)
        {
            NoteIf(await PostAsync(customer, $"invoices/{issued["number"]}/order", []), "orders");
            var amount = Read(issued["amount.amount"]!);
            var paid = chance.Next(4) == 0 ? new(amount.Kopecks / 2) : amount;
            await payers.PayInvoiceAsync(day, issued["number"]!, paid);
        }
    }

    private async Task SwitchOnAsync(Customer customer, string phone) =>
        NoteIf(await PostAsync(customer, "renewals", new() { ["phones"] = new JsonArray(phone) }), "renewals");

    private async Task<Reply> PostAsync(Customer customer, string path, JsonObject form)
    {
        form["password"] = customer.Password;
        var key = $"{customer.ClientId}-{_keys++}";
        var reply = await customer.OwnAsync("POST", path, form, ("Idempotency-Key", key));
        Assert.True(reply.Status is 200 or 201 or 204 or 402 or 404 or 409 or 422, $"{path}: {reply.Text}");
        return reply;
    }

    private async Task<List<(Customer Customer, JsonNode Number)>> NumbersAsync()
    {
        var numbers = new List<(Customer, JsonNode)>();
        foreach (var customer in customers)
        {
            var list = (await customer.ConnectionsAsync()).Is(200).At("connections")!.AsArray();
            numbers.AddRange(list.Select(number => (customer, number!)));
        }

        return numbers;
    }

    private string AnyTariff() => chance.GetItems(prices.Keys.ToArray(), 1)[0];

    private void NoteIf(Reply reply, string what)
    {
        if (reply.Status is 200 or 201)
        {
            Note(what);
        }
    }

    private void Note(string what) => Met[what] = Met.GetValueOrDefault(what) + 1;

    private static Money Read(string text)
    {
        Assert.True(Money.TryParse(text, out var money), text);
        return money;
    }
}
