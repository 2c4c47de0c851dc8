using System.Collections;

namespace Azure.Data.Tables;

#pragma warning disable CA1710 // Named as the real one.
/// <summary>A row as a dictionary of its properties.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private readonly Dictionary<string, object> _properties;

    /// <summary>A row without a key yet.</summary>
    public TableEntity() => _properties = [];

    /// <summary>A row by its key.</summary>
    public TableEntity(string partitionKey, string rowKey) : this() => (PartitionKey, RowKey) = (partitionKey, rowKey);

    /// <summary>A row with these properties, its key among them.</summary>
    public TableEntity(IDictionary<string, object> values) => _properties = values is null ? [] : new(values);

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey);
        set => _properties[EntityNames.PartitionKey] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(EntityNames.RowKey);
        set => _properties[EntityNames.RowKey] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => _properties[EntityNames.Timestamp] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(EntityNames.ODataETag));
        set => _properties[EntityNames.ODataETag] = value.ToString();
    }

    /// <inheritdoc/>
    public int Count => _properties.Count;

    /// <inheritdoc/>
    public ICollection<string> Keys => _properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>A property, null where there is none. An int set over a long or double becomes one.</summary>
    public object this[string key]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            return _properties.GetValueOrDefault(key);
        }

        set => _properties[key] = (this[key], value) switch
        {
            (long, int number) => (long)number,
            (double, int number) => (double)number,
            _ => value,
        };
    }

    /// <summary>A string, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public string GetString(string key) => (string)Get(key, typeof(string));

    /// <summary>Bytes, null where there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public byte[] GetBinary(string key) => (byte[])Get(key, typeof(byte[]));

    /// <summary>Bytes, null where there are none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public BinaryData GetBinaryData(string key) => this[key] is byte[] bytes ? new BinaryData(bytes) : (BinaryData)Get(key, typeof(BinaryData));

    /// <summary>True or false, null where there is neither.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public bool? GetBoolean(string key) => (bool?)Get(key, typeof(bool?));

    /// <summary>An instant in UTC, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTime? GetDateTime(string key) => this[key] is DateTimeOffset instant ? instant.UtcDateTime : (DateTime?)Get(key, typeof(DateTime?));

    /// <summary>An instant, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] is DateTime instant ? instant : (DateTimeOffset?)Get(key, typeof(DateTimeOffset?));

    /// <summary>A number, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public double? GetDouble(string key) => (double?)Get(key, typeof(double?));

    /// <summary>A GUID, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public Guid? GetGuid(string key) => (Guid?)Get(key, typeof(Guid?));

    /// <summary>A number, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public int? GetInt32(string key) => (int?)Get(key, typeof(int?));

    /// <summary>A number, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The property is of another type.</exception>
    public long? GetInt64(string key) => (long?)Get(key, typeof(long?));

    /// <summary>Sets a property, whether or not it is there.</summary>
    public void Add(string key, object value) => this[key] = value;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <inheritdoc/>
    public bool Remove(string key) => _properties.Remove(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    /// <inheritdoc/>
    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => _properties.Contains(item);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private object Get(string key, Type type)
    {
        var value = this[key];
        return value is null || type.IsInstanceOfType(value)
            ? value
            : throw new InvalidOperationException($"Cannot return {type} type for a {value.GetType()} typed property.");
    }
}
