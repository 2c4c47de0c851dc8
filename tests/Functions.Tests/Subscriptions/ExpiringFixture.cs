using System.Globalization;
using Local;

namespace Functions.Tests.Subscriptions;

/// <summary>A product whose clock goes from one midnight to another, with customers whose numbers end.</summary>
public class ExpiringFixture(AzuriteFixture azurite) : FaultySystemFixture(azurite)
{
    private const string Password = "a password of my own";

    // The nightly timer runs by itself here. The hourly one would check all ledgers for every day that passes.
    protected override TimeProvider? TimerClock => null;

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["AzureWebJobs.ReconcileBalances.Disabled"] = "true",
    };

    /// <summary>A customer who paid one month for a number on the tenth, and has a balance left.</summary>
    public async Task<(Customer Customer, DateOnly Ends)> NewPaidAsync(string balance, params string[] morePhones)
    {
        var next = System.Clock.GetUtcNow().AddMonths(1);
        PassUntil(new DateTimeOffset(next.Year, next.Month, 10, 6, 0, 0, TimeSpan.Zero));
        await QuietAsync();
        var customer = await NewCustomerAsync();

        // A generated password would expire before the subscription.
        (await customer.LogInAsync()).Is(200);
        var form = new { currentPassword = customer.Password, newPassword = Password };
        (await customer.CabinetAsync("POST", "password", form)).Is(200);
        customer.Password = Password;
        var ends = default(DateOnly);
        foreach (var phone in morePhones.Prepend(Customer.Phone))
        {
            (await customer.TopUpAsync((await customer.QuoteAsync(phone)).Is(200)["amount.amount"]!)).Is(201);
            ends = DayOf((await customer.PayAsync(phone)).Is(201));
        }

        if (balance != "0.00")
        {
            (await customer.TopUpAsync(balance)).Is(201);
        }

        await DrainAsync();
        return (customer, ends);
    }

    /// <summary>The last day that a payment paid for.</summary>
    public static DateOnly DayOf(Reply payment) =>
        DateOnly.Parse(payment["paidThrough"]!, CultureInfo.InvariantCulture);

    /// <summary>
    /// Ten minutes past midnight in Moscow, at which the day begins; the timer runs by itself, and once more.
    /// </summary>
    public async Task MidnightAsync(DateOnly day)
    {
        PassUntil(new DateTimeOffset(day.AddDays(-1), new TimeOnly(21, 10), TimeSpan.Zero));
        await RunTimerAsync("ExpireSubscriptions");
        await QuietAsync();
    }

    /// <summary>The stored status of a customer's number.</summary>
    public async Task<string?> StatusAsync(Customer customer, string phone = Customer.Phone) =>
        (await Rows.OfAsync(customer.ClientId))[RowOf(phone)].GetString("Status");

    public static string RowOf(string phone) => "state-subscription-" + phone.TrimStart('+');

    /// <summary>The letters before the end, and those at the end.</summary>
    public static (int Reminders, int Ends) LettersOf(Customer customer) =>
        (customer.Letters.Count(IsReminder), customer.Letters.Count(IsEnd));

    public static bool IsReminder(Letter letter) => letter.Subject.Contains("заканчива", StringComparison.Ordinal);

    public static bool IsEnd(Letter letter) => letter.Subject.Contains("закончил", StringComparison.Ordinal);
}
