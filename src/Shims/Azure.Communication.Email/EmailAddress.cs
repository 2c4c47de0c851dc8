namespace Azure.Communication.Email;

/// <summary>An e-mail address.</summary>
public readonly struct EmailAddress
{
    /// <summary>An address without a name.</summary>
    /// <exception cref="ArgumentException">The address is blank.</exception>
    public EmailAddress(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Address = address;
    }

    /// <summary>The address.</summary>
    public string Address { get; }
}
