using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>What a letter is about.</summary>
public enum LetterKind
{
    /// <summary>Login and first password.</summary>
    Credentials,

    /// <summary>A top-up was booked.</summary>
    MoneyArrived,

    /// <summary>A payment was made.</summary>
    PaymentReceipt,

    /// <summary>A subscription ends in five days.</summary>
    SubscriptionEnds,

    /// <summary>A subscription ended.</summary>
    SubscriptionEnded,

    /// <summary>The link to restore the password.</summary>
    PasswordRestore,
}

/// <summary>How far a letter is.</summary>
public enum LetterStatus
{
    /// <summary>Nobody tried yet.</summary>
    Queued,

    /// <summary>Given to the mail service; whether it took it is not known yet.</summary>
    Sending,

    /// <summary>The mail service took it and works on it.</summary>
    Accepted,

    /// <summary>The mail service is done with it.</summary>
    Sent,

    /// <summary>The mail service refused it for good.</summary>
    Failed,

    /// <summary>The mail service was down for too long. Whether it took the letter before is not known: who tries again has to ask first.</summary>
    GivenUp,
}

/// <summary>A letter of a client. What it says is made up when it is sent, from the rows it refers to.</summary>
/// <param name="Id">Unique in the client's partition; says what the letter follows, so that nothing is announced twice.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Reference">The external id of the top-up, the key of the payment, or phone and day of the subscription.</param>
public sealed record LetterRow(string Id, LetterKind Kind, string Reference)
{
    /// <summary>How far it is.</summary>
    public LetterStatus Status { get; init; }

    /// <summary>How often operators had it sent again after the mail service refused it.</summary>
    public int Round { get; init; }

    /// <summary>A secret that the letter carries, encrypted; erased when the mail service took the letter.</summary>
    public string? Sealed { get; init; }

    /// <summary>When the mail service was given the letter last.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>Since when every try found the mail service down.</summary>
    public DateTimeOffset? DownSince { get; init; }

    internal TableEntity ToEntity(string clientId)
    {
        var row = new TableEntity(clientId, RowKeys.Letter(Id))
        {
            ["Id"] = Id,
            ["Kind"] = Kind.ToString(),
            ["Reference"] = Reference,
            ["Status"] = Status.ToString(),
            ["Round"] = Round,
        };
        if (Sealed is not null)
        {
            row["Sealed"] = Sealed;
        }

        if (TriedAt is { } triedAt)
        {
            row["TriedAt"] = triedAt;
        }

        if (DownSince is { } downSince)
        {
            row["DownSince"] = downSince;
        }

        return row;
    }

    internal static LetterRow From(TableEntity row) => new(row.GetString("Id"), Enum.Parse<LetterKind>(row.GetString("Kind")), row.GetString("Reference"))
    {
        Round = row.GetInt32("Round")!.Value,
        Status = Enum.Parse<LetterStatus>(row.GetString("Status")),
        Sealed = row.GetString("Sealed"),
        TriedAt = row.Instant("TriedAt"),
        DownSince = row.Instant("DownSince"),
    };
}
