namespace Azure.Communication.Email;

/// <summary>A file that comes with an e-mail.</summary>
public class EmailAttachment
{
    /// <summary>A file.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public EmailAttachment(string name, string contentType, BinaryData content)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(content);
        (Name, ContentType, Content) = (name, contentType, content);
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>The media type.</summary>
    public string ContentType { get; }

    /// <summary>The bytes.</summary>
    public BinaryData Content { get; }
}
