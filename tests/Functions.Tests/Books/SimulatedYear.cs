using Billing;
using Functions.Tests.Statements;

namespace Functions.Tests.Books;

/// <summary>
/// Days of a bank, an accountant and some customers, by chance; the same seed makes the same days. Whatever is tried
/// may be refused, but nothing may fail, and the books have to balance every night.
/// </summary>
internal sealed class SimulatedYear(BooksFixture fixture, Random chance)
{
    private const int MostCustomers = 12;

    private static readonly TimeSpan NineInMoscow = TimeSpan.FromHours(6);

    private readonly BankDesk _desk = new(fixture);
    private readonly List<Customer> _customers = [];
    private readonly SimulatedBank _bank = new(chance);

    private SimulatedPayers? _payers;
    private SimulatedAccountant? _accountant;

    public SimulatedBank Bank => _bank;

    public IReadOnlyList<Customer> Customers => _customers;

    /// <summary>Lives through the next day and its night, and reads the books of the day before.</summary>
    public async Task<Reply> DayAsync()
    {
        _payers ??= new(_bank, _customers, chance);
        _accountant ??= new(fixture, _bank, _customers, chance);
        var yesterday = _desk.Today;
        var today = yesterday.AddDays(1);
        fixture.PassUntil(new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) + NineInMoscow);
        if (_customers.Count < 2 || (_customers.Count < MostCustomers && chance.Next(10) == 0))
        {
            _customers.Add(await NewCustomerAsync());
        }

        _accountant.SendReturns(today);
        for (var count = chance.Next(4); count > 0; count--)
        {
            await _payers.PayAsync(today);
        }

        await BuyAsync();
        await UploadAsync(yesterday, yesterday, today);
        if (chance.Next(4) == 0)
        {
            await UploadAsync(chance.Next(2) == 0 ? yesterday : today, today, today);
        }

        await _accountant.WorkAsync();
        await fixture.NightAsync();
        return await fixture.BooksAsync(yesterday);
    }

    /// <summary>Everything that the bank knows is uploaded.</summary>
    public async Task EndAsync()
    {
        var last = _desk.Today;
        fixture.Pass(TimeSpan.FromDays(1));
        await UploadAsync(last.AddDays(-3), last, last.AddDays(1));
        await fixture.NightAsync();
    }

    private async Task UploadAsync(DateOnly first, DateOnly last, DateOnly madeOn)
    {
        var report = await _desk.UploadAsync(_bank.File(first, last, madeOn));
        Assert.True(report["status"] == "done", report.Text);
    }

    private async Task<Customer> NewCustomerAsync()
    {
        var customer = fixture.NewCustomer();
        var form = chance.Next(2) == 0
            ? Forms.Organization(customer.Email)
            : Forms.Entrepreneur(customer.Email).With("inn", NewInn());
        (await customer.SubmitAsync(form)).Is(202);
        await customer.WaitForCredentialsAsync();

        // The first password is good for two weeks.
        const string NewPassword = "очень длинный пароль";
        (await customer.LogInAsync()).Is(200);
        var change = new { currentPassword = customer.Password, newPassword = NewPassword };
        (await customer.CabinetAsync("POST", "password", change)).Is(200);
        customer.Password = NewPassword;
        return customer;
    }

    /// <summary>Somebody pays for a number, if the balance allows it.</summary>
    private async Task BuyAsync()
    {
        var customer = chance.GetItems(_customers.ToArray(), 1)[0];
        var phone = $"+7900111220{chance.Next(4)}";
        var tariff = chance.Next(2) == 0 ? "base" : "extended";
        var paid = await customer.PayAsync(phone, tariff, chance.Next(1, 4));
        Assert.True(paid.Status is 201 or 402 or 409, paid.Text);
    }

    /// <summary>An ИНН of a person; its last two digits check the others.</summary>
    private string NewInn()
    {
        var beginning = $"77{chance.Next(100_000_000):D8}";
        return Enumerable.Range(0, 100).Select(end => $"{beginning}{end:D2}").First(Inn.IsValid);
    }
}
