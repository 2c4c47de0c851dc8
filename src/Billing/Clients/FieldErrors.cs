namespace Billing;

/// <summary>
/// What is wrong with a form, by the path of the field ("inn", "bank.account"). The texts are Russian, for users.
/// </summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _byField;
    private readonly string _prefix;

    /// <summary>No errors yet.</summary>
    public FieldErrors()
        : this([], "")
    {
    }

    private FieldErrors(Dictionary<string, List<string>> byField, string prefix) =>
        (_byField, _prefix) = (byField, prefix);

    /// <summary>Whether any field has an error.</summary>
    public bool Any => _byField.Count > 0;

    /// <summary>All messages, a field's in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, string[]> ByField =>
        _byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    /// <summary>The same errors, for the fields of a part of the form, such as <c>items[0].</c></summary>
    public FieldErrors Under(string part) => new(_byField, _prefix + part);

    /// <summary>Adds an error of a field.</summary>
    public void Add(string field, string message)
    {
        var path = _prefix + field;
        if (!_byField.TryGetValue(path, out var messages))
        {
            _byField.Add(path, messages = []);
        }

        messages.Add(message);
    }
}
