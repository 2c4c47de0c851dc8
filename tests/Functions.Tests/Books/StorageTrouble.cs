namespace Functions.Tests.Books;

/// <summary>
/// A storage that fails now and then, in another way every day; less often in a day than makes a message a failure.
/// </summary>
internal sealed class StorageTrouble(StorageTap storage, Random chance)
{
    private const int MostInADay = 4;

    private static readonly StorageFault[] Faults =
        [StorageFault.LoseAnswer, StorageFault.Unreachable, StorageFault.Busy];

    private int _met;

    /// <summary>How many requests failed so far.</summary>
    public int Met => _met;

    /// <summary>Begins a day of it.</summary>
    public void Begin()
    {
        var (fault, every, requests) = (chance.GetItems(Faults, 1)[0], chance.Next(20, 80), 0);
        storage.Plan(_ =>
        {
            var number = Interlocked.Increment(ref requests);
            var fails = number % every == 0 && number <= MostInADay * every;
            _met += fails ? 1 : 0;
            return Task.FromResult(fails ? fault : StorageFault.None);
        });
    }

    /// <summary>Ends it: the night is quiet.</summary>
    public void End() => storage.Work();
}
