using System.Text.Json.Serialization;

namespace Billing;

/// <summary>Who changed a client's data. The codes are stored.</summary>
public enum ChangedBy
{
    /// <summary>Somebody in the CRM.</summary>
    [JsonStringEnumMemberName("widget")]
    Widget,

    /// <summary>Somebody with the cabinet's password.</summary>
    [JsonStringEnumMemberName("cabinet")]
    Cabinet,

    /// <summary>The operator.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,
}

/// <summary>A change of a client's data: kept for good, since letters and documents say what was true before.</summary>
/// <param name="Number">1 for the first of the client.</param>
/// <param name="By">Who made it.</param>
/// <param name="Old">The data before.</param>
/// <param name="New">The data after.</param>
/// <param name="At">When, UTC.</param>
public sealed record ClientChange(int Number, ChangedBy By, Requisites Old, Requisites New, DateTimeOffset At)
{
    /// <summary>Whether e-mails go to another address from now on: capitals make no other one.</summary>
    [JsonIgnore]
    public bool MovesMail => !Old.Contact.Email.Equals(New.Contact.Email, StringComparison.OrdinalIgnoreCase);
}
