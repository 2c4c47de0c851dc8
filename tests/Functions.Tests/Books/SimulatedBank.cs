using Billing;
using Functions.Tests.Statements;
using Local;

namespace Functions.Tests.Books;

/// <summary>The bank's side of a simulation: what came in and went out on each day, and files of it.</summary>
internal sealed class SimulatedBank(Random chance)
{
    private static readonly Counterparty Owner = new("ООО «Телфин»", "7802000015", "", "049999950", "АО «Банк»");

    private readonly SortedDictionary<DateOnly, List<BankMovement>> _days = [];

    /// <summary>All that came in.</summary>
    public Money In => _days.Values.SelectMany(day => day)
        .Where(movement => movement.IsCredit)
        .Aggregate(Money.Zero, (sum, movement) => sum + movement.Amount);

    public void Book(BankMovement movement)
    {
        _days.TryAdd(movement.Day, []);
        _days[movement.Day].Insert(chance.Next(_days[movement.Day].Count + 1), movement);
    }

    /// <summary>The bank takes a line back.</summary>
    public void Strike(BankMovement movement) => Assert.True(_days[movement.Day].Remove(movement));

    /// <summary>A file of some days, in one of the formats and encodings.</summary>
    public byte[] File(DateOnly first, DateOnly last, DateOnly madeOn)
    {
        var movements = _days.Where(day => day.Key >= first && day.Key <= last).SelectMany(day => day.Value).ToArray();
        var section = new BankSection(BankDesk.Account, first, last, Opening(first), movements);
        var statement = new BankStatement(madeOn.ToDateTime(new TimeOnly(9, 0)), Owner, [section]);
        return chance.Next(3) == 0
            ? StatementEncoding.Utf8.GetBytes(CamtFile.Write(statement))
            : chance.GetItems(Enum.GetValues<StatementEncoding>(), 1)[0].GetBytes(ExchangeFile.Write(statement));
    }

    private Money Opening(DateOnly day) => _days
        .Where(each => each.Key < day)
        .SelectMany(each => each.Value)
        .Aggregate(
            Money.FromRoubles(1_000_000),
            (sum, movement) => movement.IsCredit ? sum + movement.Amount : sum - movement.Amount);
}
