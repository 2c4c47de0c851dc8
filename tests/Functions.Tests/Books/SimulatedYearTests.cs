using System.Globalization;
using System.Text.Json.Nodes;
using Billing;

namespace Functions.Tests.Books;

/// <summary>
/// Days by chance, as many as <c>SIMULATED_DAYS</c> says, of <c>SIMULATED_SEED</c>: a year takes some minutes.
/// </summary>
public sealed class SimulatedYearTests(BooksFixture fixture, ITestOutputHelper output) : IClassFixture<BooksFixture>
{
    private static readonly int Days = Setting("SIMULATED_DAYS", 8);

    // Days in which a fault was found once.
    private static readonly int Seed = Setting("SIMULATED_SEED", 53244);

    [Fact]
    public async Task The_books_balance_every_night()
    {
        output.WriteLine($"SIMULATED_SEED={Seed}");
        var year = new SimulatedYear(fixture, new Random(Seed));
        for (var day = 0; day < Days; day++)
        {
            var books = await year.DayAsync();
            if (!IsBalanced(books))
            {
                var waiting = await fixture.Api.AutomateAsync("GET", "suspense?limit=200");
                Assert.Fail($"Night {day} of SIMULATED_SEED={Seed}: {books.Text}\n{waiting.Text}");
            }
        }

        await year.EndAsync();

        // What is uploaded, and each customer's own balance, are known without the books.
        var end = (await fixture.Api.AutomateAsync("GET", "reconciliations")).Is(200);
        var balances = Money.Zero;
        foreach (var customer in year.Customers)
        {
            Assert.True(Money.TryParse(await customer.BalanceAsync(), out var balance));
            balances += balance;
        }

        Assert.True(IsBalanced(end), end.Text);
        Assert.Equal(
            (year.Bank.In.ToString(), balances.ToString()),
            (end["total.bankIn.amount"], end["total.balances.amount"]));
        Assert.Empty(await fixture.FailuresAsync());
        output.WriteLine($"{Days} days, {year.Customers.Count} customers: {Equation(end.At("total")!.AsObject())}");
        output.WriteLine($"{year.Trouble.Met} requests of the storage failed; {string.Join(", ", year.Met)}");
        Assert.True(year.Trouble.Met > Days, "The storage seldom failed.");
    }

    private static bool IsBalanced(Reply books) =>
        books["total.isSettled"] == "true"
        && books["total.difference.amount"] == "0.00"
        && books.At("problems")!.AsArray().Count == 0
        && books.At("accounts")!.AsArray().All(account => account!["problems"]!.AsArray().Count == 0);

    private static string Equation(JsonObject total)
    {
        var sums = total.Where(each => each.Value is JsonObject)
            .ToDictionary(each => each.Key, each => (string)each.Value!["amount"]!);
        return $"bank in {sums["bankIn"]} = balances {sums["balances"]} + charged {sums["charged"]} "
            + $"+ returned {sums["returned"]} - debts {sums["debts"]} - unconfirmed {sums["unconfirmed"]} "
            + $"+ suspense {sums["suspense"]} + ignored {sums["ignored"]} + sent back {sums["returnedSuspense"]}; "
            + $"difference {sums["difference"]}";
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : usual;
}
