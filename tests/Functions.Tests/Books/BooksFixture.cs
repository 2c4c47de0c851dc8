namespace Functions.Tests.Books;

/// <summary>A product whose bank has a second account, and settles card payments.</summary>
public sealed class BooksFixture(AzuriteFixture azurite) : FaultySystemFixture(azurite)
{
    /// <summary>The vendor's other account.</summary>
    public const string OtherAccount = "40702810200000000088";

    /// <summary>Whoever settles card payments.</summary>
    public const string AcquirerInn = "7707083893";

    /// <summary>Its days go on from test to test.</summary>
    internal SimulatedBank Bank { get; } = new(new Random(1));

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Bank:Accounts:0"] = OtherAccount,
        ["Bank:IgnoredPayers:0"] = AcquirerInn,
    };

    /// <inheritdoc/>
    protected override HttpMessageHandler CreateHandler() => new PatientCalls();

    /// <summary>Goes through a night: what changed is counted, and the days are compared with the bank.</summary>
    public async Task NightAsync()
    {
        await DrainAsync();
        await RunTimerAsync("ReconcileBalances");
        await DrainAsync();
        await RunTimerAsync("ReconcileBank");
        await DrainAsync();
    }

    /// <summary>Goes through a midnight: what ended is renewed, or ends.</summary>
    public async Task MidnightAsync()
    {
        await RunTimerAsync("ExpireSubscriptions");
        await DrainAsync();
    }

    /// <summary>The books of a day.</summary>
    public async Task<Reply> BooksAsync(DateOnly day) =>
        (await Api.AutomateAsync("GET", $"reconciliations?day={day:O}")).Is(200);
}
