using System.Text.Json;

namespace Azure.Communication.Email;

/// <summary>What the service says of a letter that it accepted.</summary>
public class EmailSendResult
{
    private EmailSendResult(string id, EmailSendStatus status) => (Id, Status) = (id, status);

    /// <summary>How far the service is.</summary>
    public EmailSendStatus Status { get; }

    internal string Id { get; }

    internal bool HasFailed => Status == EmailSendStatus.Failed || Status == EmailSendStatus.Canceled;

    internal static EmailSendResult Read(Response response)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        var root = document.RootElement;
        return new EmailSendResult(root.GetProperty("id").GetString(), new EmailSendStatus(root.GetProperty("status").GetString()));
    }
}
