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
    private SimulatedCustomers? _numbers;

    public SimulatedBank Bank => _bank;

    public IReadOnlyList<Customer> Customers => _customers;

    /// <summary>What the customers did with their numbers, by name.</summary>
    public IReadOnlyDictionary<string, int> Met => _numbers!.Met;

    /// <summary>What the storage does to it.</summary>
    public StorageTrouble Trouble { get; } = new(fixture.Storage, chance);

    /// <summary>Lives through the next day and its night, and reads the books of the day before.</summary>
    public async Task<Reply> DayAsync()
    {
        _payers ??= new(_bank, _customers, chance);
        _accountant ??= new(fixture, _bank, _customers, chance);
        if (_numbers is not null)
        {
            await _numbers.NoteAsync();
        }

        var yesterday = _desk.Today;
        var today = yesterday.AddDays(1);
        fixture.PassUntil(new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) + NineInMoscow);
        await fixture.MidnightAsync();
        if (_numbers is not null)
        {
            await _numbers.CheckAsync();
        }

        if (_customers.Count < 2 || (_customers.Count < MostCustomers && chance.Next(10) == 0))
        {
            _customers.Add(await NewCustomerAsync());
        }

        _numbers ??= new(_customers, _payers, await PricesAsync(), chance);
        Trouble.Begin();
        _accountant.SendReturns(today);
        for (var count = chance.Next(4); count > 0; count--)
        {
            await _payers.PayAsync(today);
        }

        for (var count = chance.Next(1, 5); count > 0; count--)
        {
            await _numbers.ActAsync(today);
        }

        await UploadAsync(yesterday, yesterday, today);
        if (chance.Next(4) == 0)
        {
            await UploadAsync(chance.Next(2) == 0 ? yesterday : today, today, today);
        }

        await _accountant.WorkAsync();
        Trouble.End();
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

    private async Task<Dictionary<string, Money>> PricesAsync() =>
        (await _customers[0].WidgetAsync("GET", "tariffs")).Is(200).At("tariffs")!.AsArray().ToDictionary(
            tariff => (string)tariff!["id"]!,
            tariff => Money.TryParse((string)tariff!["monthlyPrice"]!["amount"]!, out var price)
                ? price
                : throw new FormatException($"No price: {tariff}"));

    /// <summary>An ИНН of a person; its last two digits check the others.</summary>
    private string NewInn()
    {
        var beginning = $"77{chance.Next(100_000_000):D8}";
        return Enumerable.Range(0, 100).Select(end => $"{beginning}{end:D2}").First(Inn.IsValid);
    }
}
