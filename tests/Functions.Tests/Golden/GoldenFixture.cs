using Local;

namespace Functions.Tests.Golden;

/// <summary>
/// A product with fixed keys and a fixed day, whose rows are those of <c>ledger.json</c>; or one in which
/// <see cref="GoldenMonth"/> writes such rows.
/// </summary>
/// <remarks>
/// The file was written by <see cref="GoldenTests.It_has_every_column_that_is_written_today"/>, which plays that
/// month. Rows that are there stay as they are: what is written since comes with a client or a bank day of its own,
/// whose rows are added, and a new column has a default for all rows before it.
/// </remarks>
public sealed class GoldenFixture : FaultySystemFixture
{
    public const string Password = "a password of this file";
    public const string GoodAccount = "golden-good";
    public const string FrozenAccount = "golden-frozen";
    public const string PaidPhone = "+79007654321";

    /// <summary>A client with numbers paid together, labels, a number off the list.</summary>
    public const string SeveralAccount = "golden-several";

    /// <summary>The client with invoices, statements, suspense, corrections and returns.</summary>
    public const string BankAccount = "golden-bank";

    /// <summary>The client with what was added last: events of every kind that others were told.</summary>
    public const string NewestAccount = "golden-told";

    /// <summary>The key that sealed the rows of the file, of no use anywhere else.</summary>
    public static readonly string SealKey = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>When the product of the file was stopped.</summary>
    public static readonly DateTimeOffset End = new(2027, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Start = new(2027, 2, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly string _storage;
    private readonly bool _isNew;

    public GoldenFixture(AzuriteFixture azurite)
        : this(azurite, isNew: false)
    {
    }

    internal GoldenFixture(AzuriteFixture azurite, bool isNew)
        : base(azurite) => (_storage, _isNew) = (azurite.NewAccount(), isNew);

    // Keys of no use anywhere else.
    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Seals:Keys:0"] = SealKey,
        ["Cabinet:Key"] = Convert.ToBase64String([.. Enumerable.Range(32, 32).Select(i => (byte)i)]),
    };

    protected override LocalSystemOptions Options => base.Options with
    {
        Storage = _storage,
        Clock = new MovableClock(_isNew ? Start : End),
        TellsWorld = true,
    };

    public override async ValueTask InitializeAsync()
    {
        if (!_isNew)
        {
            await GoldenRows.StoreAsync(_storage, GoldenRows.Read());
        }

        await base.InitializeAsync();
    }
}
