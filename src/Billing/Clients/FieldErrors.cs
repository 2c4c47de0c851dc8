namespace Billing;

/// <summary>
/// What is wrong with a form, by the path of the field ("inn", "bank.account"). The texts are Russian, for users.
/// </summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _byField = new(StringComparer.Ordinal);

    /// <summary>Whether any field has an error.</summary>
    public bool Any => _byField.Count > 0;

    /// <summary>All messages, a field's in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, string[]> ByField =>
        _byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    /// <summary>Adds an error of a field.</summary>
    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages))
        {
            _byField.Add(field, messages = []);
        }

        messages.Add(message);
    }
}
