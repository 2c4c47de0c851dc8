using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>What the service says of an e-mail that it accepted.</summary>
public class EmailSendResult
{
    private readonly string _status;

    private EmailSendResult(string id, string status) => (Id, _status) = (id, status);

    internal string Id { get; }

    internal bool HasSucceeded => Is("Succeeded");

    internal bool HasFailed => Is("Failed") || Is("Canceled");

    internal static EmailSendResult Read(Response response)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        var root = document.RootElement;
        return new EmailSendResult(root.GetProperty("id").GetString(), root.GetProperty("status").GetString());
    }

    private bool Is(string status) => string.Equals(_status, status, StringComparison.OrdinalIgnoreCase);
}
