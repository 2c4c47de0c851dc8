namespace Azure.Communication.Email;

#pragma warning disable CA1815 // The real one has no equality of its own either.
/// <summary>An e-mail address, with the name to show beside it.</summary>
public readonly struct EmailAddress
{
    /// <summary>An address alone. The service checks its form, not this client.</summary>
    /// <exception cref="ArgumentException">The address is null, empty or blank.</exception>
    public EmailAddress(string address) : this(address, null)
    {
    }

    /// <summary>An address and the name to show beside it.</summary>
    /// <exception cref="ArgumentException">The address is null, empty or blank.</exception>
    public EmailAddress(string address, string displayName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Address = address;
        DisplayName = displayName;
    }

    /// <summary>The address, such as <c>buh@example.ru</c>.</summary>
    public string Address { get; }

    /// <summary>The name shown beside the address.</summary>
    public string DisplayName { get; }
}
