using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;

namespace Functions.Storage;

/// <summary>
/// Seals rows with a key that only the app has, so that a row which is changed, moved or made up past the app is found
/// when it is read. A seal covers both keys and every column, whichever there are.
/// </summary>
public sealed class RowSeals(IOptions<SealSettings> settings)
{
    private const string Column = "Seal";

    // A key that is unknown here may just have come into use on another instance.
    private static readonly TimeSpan LongestRollout = TimeSpan.FromHours(1);

    private static readonly HashSet<string> Unsealed =
        [Column, "odata.etag", nameof(ITableEntity.Timestamp), nameof(ITableEntity.ETag)];

    private readonly (string Id, byte[] Key)[] _keys = [.. settings.Value.Keys.Select(Convert.FromBase64String)
        .Select(key => (Convert.ToHexStringLower(SHA256.HashData(key))[..8], key))];

    /// <summary>Seals a row with the first key.</summary>
    public TableEntity Seal(TableEntity row)
    {
        row[Column] = $"{_keys[0].Id}:{SealOf(row, _keys[0].Key)}";
        return row;
    }

    /// <summary>What is wrong with a row's seal, English; null if nothing is.</summary>
    /// <exception cref="BusyException">Its key is not known here yet.</exception>
    public string? MismatchOf(TableEntity row)
    {
        var parts = (row.GetString(Column) ?? "").Split(':');
        if (parts.Length != 2)
        {
            return "it has no seal";
        }

        if (Array.Find(_keys, key => key.Id == parts[0]) is not { Key: { } key })
        {
            return row.Timestamp > DateTimeOffset.UtcNow - LongestRollout
                ? throw new BusyException($"The seal key {parts[0]} is not known here yet.")
                : "its seal has an unknown key";
        }

        var (expected, actual) = (Encoding.ASCII.GetBytes(SealOf(row, key)), Encoding.UTF8.GetBytes(parts[1]));
        return CryptographicOperations.FixedTimeEquals(expected, actual) ? null : "its seal does not fit";
    }

    private static string SealOf(TableEntity row, byte[] key)
    {
        var content = new ArrayBufferWriter<byte>(1024);
        Append(content, row.PartitionKey);
        Append(content, row.RowKey);
        foreach (var (name, value) in row.Where(column => !Unsealed.Contains(column.Key)
            && column.Key is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)))
            .OrderBy(column => column.Key, StringComparer.Ordinal))
        {
            Append(content, name);
            Append(content, value.GetType().Name);
            Append(content, value is byte[] bytes
                ? Convert.ToBase64String(bytes)
                : Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }

        return Convert.ToBase64String(HMACSHA256.HashData(key, content.WrittenSpan));
    }

    // With its length, so that no two rows are written alike.
    private static void Append(ArrayBufferWriter<byte> content, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(sizeof(int)), length);
        content.Advance(sizeof(int));
        content.Advance(Encoding.UTF8.GetBytes(text, content.GetSpan(length)));
    }
}
