using Billing;
using Functions.Tests.Statements;
using Local;

namespace Functions.Tests.Books;

/// <summary>Money that comes in as companies send it: rightly, wrongly, in parts, twice, and for others.</summary>
internal sealed class SimulatedPayers(SimulatedBank bank, IReadOnlyList<Customer> customers, Random chance)
{
    private int _ids;

    /// <summary>Somebody sends money.</summary>
    public Task PayAsync(DateOnly day)
    {
        var customer = customers[chance.Next(customers.Count)];
        var (amount, account) = (NewAmount(), customer.AccountNumber);
        return chance.Next(11) switch
        {
            0 or 1 => ReportAsync(day, amount, customer),
            2 => PayInvoiceAsync(day, customer),
            3 => BookAsync(day, amount, $"Оплата связи, л/с {account[..5]} {account[5..]}", times: 2),
            4 => BookAsync(day, amount, $"счёт {account[..^1]}{(account[^1] - '0' + 1) % 10}"),
            5 => BookAsync(day, amount, "За услуги"),
            6 => BookAsync(day, amount, "Расчёты по картам", inn: BooksFixture.AcquirerInn),
            7 => BookAsync(day, amount, "Перевод собственных средств", payerAccount: BooksFixture.OtherAccount),
            8 => BookAsync(day, amount, "Аренда офиса", isCredit: false),
            _ => BookAsync(day, amount, $"Пополнение лицевого счёта № {account}"),
        };
    }

    /// <summary>An invoice is paid in one or two payments, or with too much.</summary>
    private async Task PayInvoiceAsync(DateOnly day, Customer customer)
    {
        var whole = NewAmount();
        var form = new { amount = new { amount = whole.ToString(), currency = "RUB" } };
        var issued = await customer.OwnAsync("POST", "invoices", form, ("Idempotency-Key", NewId()));
        if (issued.Status == 409)
        {
            // Too many wait for money.
            return;
        }

        Assert.True(issued.Status is 200 or 201, issued.Text);
        var purpose = PurposeOf(issued["number"]!);
        var first = new Money(1 + chance.NextInt64(whole.Kopecks * 3 / 2));
        await BookAsync(day, first, purpose);
        if (first < whole && chance.Next(2) == 0)
        {
            await BookAsync(day, whole - first, purpose);
        }
    }

    /// <summary>An invoice is paid, or a part of it.</summary>
    public Task PayInvoiceAsync(DateOnly day, string number, Money amount) =>
        BookAsync(day, amount, PurposeOf(number));

    private static string PurposeOf(string number) => $"Оплата по счёту {number} за связь";

    /// <summary>The bank's connector tells at once what the statement will tell later.</summary>
    private async Task ReportAsync(DateOnly day, Money amount, Customer customer)
    {
        await BookAsync(day, amount, $"Оплата, {customer.AccountNumber}");
        var reported = await customer.TopUpAsync(amount.ToString(), NewId());
        Assert.True(reported.Status is 200 or 201, reported.Text);
    }

    private Task BookAsync(
        DateOnly day,
        Money amount,
        string purpose,
        string inn = "7715034360",
        string payerAccount = "40702810900000000025",
        bool isCredit = true,
        int times = 1)
    {
        var payer = new Counterparty("ООО «Лютик»", inn, payerAccount, "044514512", "АО «Банк»");
        var movement = new BankMovement(isCredit, day, BankDesk.NewNumber(), amount, payer, purpose);
        for (var i = 0; i < times; i++)
        {
            bank.Book(movement);
        }

        return Task.CompletedTask;
    }

    // Sums that seldom are equal by chance.
    private Money NewAmount() => new(chance.Next(100, 2_000_000));

    private string NewId() => $"{customers[0].ClientId}-{_ids++}";
}
