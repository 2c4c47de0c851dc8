using System.Text.Json.Nodes;
using Billing;
using Functions.Tests.Statements;
using Local;

namespace Functions.Tests.Books;

/// <summary>
/// The vendor's accountant: settles what waits, corrects, returns, and makes the payment orders of returns.
/// </summary>
internal sealed class SimulatedAccountant(
    BooksFixture fixture,
    SimulatedBank bank,
    IReadOnlyList<Customer> customers,
    Random chance)
{
    private const string @operator = "Иванова";

    private readonly List<BankMovement> _toSend = [];
    private readonly List<(Customer Customer, long Entry, BankMovement Sent)> _returns = [];

    /// <summary>What was to be returned is sent by the bank; some of it comes back at once.</summary>
    public void SendReturns(DateOnly day)
    {
        foreach (var order in _toSend)
        {
            bank.Book(order with { Day = day });
            if (chance.Next(4) == 0)
            {
                var transit = order.Counterparty with { Inn = "", Account = "30302810000000000001" };
                bank.Book(order with
                {
                    IsCredit = true,
                    Day = day,
                    Number = BankDesk.NewNumber(),
                    Counterparty = transit,
                    Purpose = "Возврат: счёт закрыт",
                });
            }
        }

        _toSend.Clear();
    }

    public async Task WorkAsync()
    {
        var waiting = (await fixture.Api.AutomateAsync("GET", "suspense?limit=200")).Is(200).At("movements")!.AsArray();
        foreach (var movement in waiting.Where(each => (string?)each!["status"] == "suspense" && chance.Next(2) == 0))
        {
            await SettleAsync(movement!);
        }

        if (chance.Next(3) == 0)
        {
            await CorrectAsync();
        }

        if (chance.Next(6) == 0)
        {
            await ReturnAsync();
        }
    }

    private async Task SettleAsync(JsonNode movement)
    {
        var id = (string)movement["id"]!;
        var rest = (string)movement["rest"]!["amount"]!;
        var (customer, entry, _) = _returns.Find(each => each.Sent.Amount.ToString() == rest);
        if (customer is not null && ((string)movement["purpose"]!).StartsWith("Возврат", StringComparison.Ordinal))
        {
            var bounce = new { accountNumber = customer.AccountNumber, entry, reason = "закрыт", @operator };
            Tried(await PostAsync($"suspense/{id}/bounce", bounce));
            return;
        }

        switch (chance.Next(4))
        {
            case 0 when (bool)movement["canBeDismissed"]!:
                Tried(await PostAsync($"suspense/{id}/dismissal", new { reason = "известно", @operator }));
                break;
            case 1:
                if ((await PostAsync($"suspense/{id}/return", new { reason = "ошибка", @operator })).Status == 200)
                {
                    Send(movement, rest);
                }

                break;
            case 2:
                // The first part of two.
                await AssignAsync(id, "1.00");
                break;
            default:
                await AssignAsync(id, rest);
                break;
        }
    }

    private async Task AssignAsync(string id, string amount)
    {
        var form = new
        {
            accountNumber = customers[chance.Next(customers.Count)].AccountNumber,
            amount = new { amount, currency = "RUB" },
            reason = "по письму",
            @operator,
        };
        Tried(await PostAsync($"suspense/{id}/assignments", form));
    }

    /// <summary>Undoes an entry, or a part of it.</summary>
    private async Task CorrectAsync()
    {
        var (customer, entries) = await EntriesAsync();
        if (entries.Length > 0)
        {
            var entry = chance.GetItems(entries, 1)[0];
            var amount = chance.Next(2) == 0 ? new { amount = "0.50", currency = "RUB" } : null;
            var form = new { entry = (long)entry["number"]!, amount, reason = "ошибка", @operator };
            Tried(await PostAsync($"accounts/{customer.AccountNumber}/corrections", form));
        }
    }

    /// <summary>A customer wants unspent money of a top-up back.</summary>
    private async Task ReturnAsync()
    {
        var (customer, entries) = await EntriesAsync();
        if (Array.Find(entries, each => (string?)each["kind"] == "top-up") is not { } topUp)
        {
            return;
        }

        var form = new { entry = (long)topUp["number"]!, reason = "заявление", @operator };
        var returned = Tried(await PostAsync($"accounts/{customer.AccountNumber}/returns", form));
        if (returned.Status is 200 or 201)
        {
            Assert.True(Billing.Money.TryParse(returned["amount.amount"]!.TrimStart('-'), out var amount));
            var payer = new Counterparty("ООО «Лютик»", "7715034360", "40702810900000000025", "044514512", "АО «Банк»");
            var sent = new BankMovement(
                IsCredit: false,
                default,
                BankDesk.NewNumber(),
                amount,
                payer,
                "Возврат аванса");
            _toSend.Add(sent);
            _returns.Add((customer, (long)returned.At("number")!, sent));
        }
    }

    private async Task<(Customer Customer, JsonNode[] Entries)> EntriesAsync()
    {
        var customer = customers[chance.Next(customers.Count)];
        var path = $"operator/clients/{customer.ClientId}/entries?limit=50";
        var entries = (await fixture.Api.AutomateAsync("GET", path)).Is(200).At("entries")!.AsArray();
        return (customer, [.. entries.OfType<JsonNode>()]);
    }

    private void Send(JsonNode movement, string rest)
    {
        Assert.True(Billing.Money.TryParse(rest, out var amount));
        var payer = movement["counterparty"]!;
        _toSend.Add(new(
            IsCredit: false,
            default,
            BankDesk.NewNumber(),
            amount,
            new((string)payer["name"]!, (string)payer["inn"]!, (string)payer["account"]!, "044514512", "АО «Банк»"),
            "Возврат ошибочного платежа"));
    }

    private Task<Reply> PostAsync(string path, object form) => fixture.Api.AutomateAsync(
        "POST",
        path,
        form,
        ("Idempotency-Key", Guid.NewGuid().ToString()));

    /// <summary>What was tried may be refused, as impossible by now.</summary>
    private static Reply Tried(Reply reply)
    {
        Assert.True(reply.Status is 200 or 201 or 409 or 422, $"{reply.Status}: {reply.Text}");
        return reply;
    }
}
