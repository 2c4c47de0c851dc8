using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Retries, policies and transport of an <see cref="EmailClient"/>.</summary>
public class EmailClientOptions : ClientOptions
{
}
