namespace Billing;

/// <summary>What is wrong with a form, by the path of the field ("inn", "bank.account"); texts are Russian and meant for people.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> byField = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => byField.Count > 0;

    /// <summary>All messages, a field's in the order in which they were added.</summary>
    public IReadOnlyDictionary<string, string[]> ByField =>
        byField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    /// <summary>One more thing wrong with a field.</summary>
    public void Add(string field, string message)
    {
        if (!byField.TryGetValue(field, out var messages))
        {
            byField.Add(field, messages = []);
        }

        messages.Add(message);
    }
}
