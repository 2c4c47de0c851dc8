using System.Text.Json.Serialization;
using Billing;
using Functions.Storage;

namespace Functions.Http;

/// <summary>Uploaded statements, newest first.</summary>
public sealed record StatementsBody(IReadOnlyList<StatementBody> Statements, string? Next);

/// <summary>A bank's file that was uploaded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">A code.</param>
/// <param name="StatusText">The same for people, Russian.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Operator">Who uploaded it.</param>
/// <param name="CreatedOn">When the bank made it.</param>
/// <param name="LineCount">How many movements it has.</param>
/// <param name="BookedCount">How many of them are decided on.</param>
/// <param name="Accounts">Our accounts in it.</param>
/// <param name="Refusal">Why it is refused; left out if it is not.</param>
public sealed record StatementBody(
    string Id,
    string Status,
    string StatusText,
    DateTimeOffset UploadedAt,
    long Size,
    string? Operator,
    DateOnly? CreatedOn,
    int? LineCount,
    int? BookedCount,
    IReadOnlyList<StatementAccountBody>? Accounts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StatementRefusalBody? Refusal)
{
    /// <summary>A page of its lines; left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StatementLineBody>? Lines { get; init; }

    /// <summary>The key of the next page of lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }

    /// <summary>The statement.</summary>
    public static StatementBody From(string id, StatementUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return new(
            id,
            upload.Status.Code(),
            upload.Status.Text(),
            upload.UploadedAt,
            upload.Size,
            upload.Operator,
            upload.CreatedOn,
            upload.Lines,
            upload.Booked,
            upload.Accounts?.Select(StatementAccountBody.From).ToArray(),
            upload.Refusal is { } refusal ? new(refusal.Code.Code(), refusal.Text, refusal.Line) : null);
    }
}

/// <summary>Why a statement is refused.</summary>
public sealed record StatementRefusalBody(string Code, string Text, int? Line);

/// <summary>What a statement says of one of our accounts.</summary>
public sealed record StatementAccountBody(
    string Account,
    DateOnly FirstDay,
    DateOnly LastDay,
    MoneyBody Opening,
    MoneyBody Credits,
    MoneyBody Debits,
    MoneyBody Closing)
{
    internal static StatementAccountBody From(StatementAccount account) => new(
        account.Account,
        account.From,
        account.To,
        MoneyBody.From(account.Opening),
        MoneyBody.From(account.Credits),
        MoneyBody.From(account.Debits),
        MoneyBody.From(account.Closing));
}

/// <summary>A line of a statement, and what became of it.</summary>
/// <param name="Position">1 for the file's first movement.</param>
/// <param name="Result">
/// <c>credited</c>, <c>seen-before</c>, <c>confirmed</c>, <c>suspense</c>, <c>ignored</c>, <c>outgoing</c>,
/// <c>not-ours</c>, and others of <see cref="MovementStatus"/>; <c>waiting</c> before it is decided on.
/// </param>
/// <param name="ResultText">The same for people, Russian.</param>
/// <param name="Reason">Why, as a code; empty if there is none.</param>
/// <param name="ReasonText">The same for people, Russian.</param>
/// <param name="MovementId">The movement; null if it is none of ours.</param>
/// <param name="AccountNumbers">The accounts that it was credited to.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Day">The bank's day.</param>
/// <param name="Number">Number of the payment order.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Counterparty">The other side's name.</param>
/// <param name="Inn">Its ИНН; empty if unknown.</param>
/// <param name="Purpose">What the payer wrote.</param>
public sealed record StatementLineBody(
    int Position,
    string Result,
    string ResultText,
    string Reason,
    string ReasonText,
    string? MovementId,
    IReadOnlyList<string> AccountNumbers,
    string Direction,
    DateOnly Day,
    string Number,
    MoneyBody Amount,
    string Counterparty,
    string Inn,
    string Purpose);
