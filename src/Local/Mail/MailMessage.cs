namespace Local;

/// <summary>The body of POST /emails:send, without headers, which are not kept.</summary>
internal sealed record MailMessage(
    string? SenderAddress,
    MailContent? Content,
    MailRecipients? Recipients,
    IReadOnlyList<MailFile?>? Attachments = null)
{
    /// <summary>The attachments as they lie in a mailbox.</summary>
    public IReadOnlyList<LetterFile> Files =>
        [.. (Attachments ?? []).Select(file => new LetterFile(file!.Name!, file.ContentType!, file.ContentInBase64!))];

    /// <summary>Everybody who gets the letter.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. new[] { Recipients?.To, Recipients?.Cc, Recipients?.Bcc }
            .SelectMany(list => list ?? [])
            .Select(recipient => recipient?.Address ?? "")];

    /// <summary>What the service would find missing, or null.</summary>
    public string? Missing() => this switch
    {
        { SenderAddress: null or "" } => "senderAddress",
        { Content.Subject: null or "" } or { Content: null } => "content.subject",
        { Content: { PlainText: null or "", Html: null or "" } } => "content.plainText or content.html",
        { Recipients: null or { To: null or [] } } => "recipients.to",
        _ when Addresses.Contains("") => "address of a recipient",
        _ when (Attachments ?? []).Any(file => file is not { Name.Length: > 0, ContentType.Length: > 0 }) =>
            "name or contentType of an attachment",
        _ when (Attachments ?? []).Any(file => file!.ContentInBase64 is null or []) => "content of an attachment",
        _ => null,
    };
}

internal sealed record MailContent(string? Subject, string? PlainText, string? Html);

internal sealed record MailFile(string? Name, string? ContentType, byte[]? ContentInBase64);

internal sealed record MailRecipients(MailAddress?[]? To, MailAddress?[]? Cc, MailAddress?[]? Bcc);

internal sealed record MailAddress(string? Address, string? DisplayName);
