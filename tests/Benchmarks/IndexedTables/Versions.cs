using Azure;
using Azure.Data.Tables;

namespace Benchmarks.IndexedTables;

/// <summary>The versions that rows of one storage have had.</summary>
internal sealed class Versions
{
    private readonly Dictionary<(string PartitionKey, string RowKey), List<ETag>> _versions = [];

    /// <summary>A version of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="age">0 for the newest, 1 for the one before it; more for any.</param>
    public ETag Of(TableEntity row, int age) =>
        _versions.TryGetValue((row.PartitionKey, row.RowKey), out var all) && age < 2
            ? all[Math.Max(0, all.Count - 1 - age)]
            : ETag.All;

    public void Add(TableEntity row, ETag version)
    {
        if (!_versions.TryGetValue((row.PartitionKey, row.RowKey), out var all))
        {
            _versions[(row.PartitionKey, row.RowKey)] = all = [];
        }

        all.Add(version);
    }
}
