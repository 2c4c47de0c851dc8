using System.ComponentModel;

namespace Azure.Data.Tables.Models;

/// <summary>
/// Codes that the service answers, those of them that matter here; compare them with <see cref="RequestFailedException.ErrorCode"/>.
/// https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
/// </summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string _value;

    /// <summary>A code by its name.</summary>
    public TableErrorCode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>409: the table is there already.</summary>
    public static TableErrorCode TableAlreadyExists { get; } = new("TableAlreadyExists");

    /// <summary>409: the table's name is not free yet.</summary>
    public static TableErrorCode TableBeingDeleted { get; } = new("TableBeingDeleted");

    /// <summary>404: there is no such table.</summary>
    public static TableErrorCode TableNotFound { get; } = new("TableNotFound");

    /// <summary>404: there is no such row.</summary>
    public static TableErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    /// <summary>409: the row is there already.</summary>
    public static TableErrorCode EntityAlreadyExists { get; } = new("EntityAlreadyExists");

    /// <summary>412: the row has another version than the condition asks for.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new("UpdateConditionNotSatisfied");

    /// <summary>400: a transaction names one row twice.</summary>
    public static TableErrorCode InvalidDuplicateRow { get; } = new("InvalidDuplicateRow");

    /// <summary>400: a transaction names rows of several partitions.</summary>
    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new("CommandsInBatchActOnDifferentPartitions");

    /// <summary>400: the row is larger than 1 MiB.</summary>
    public static TableErrorCode EntityTooLarge { get; } = new("EntityTooLarge");

    /// <summary>400: a property is larger than 64 KiB.</summary>
    public static TableErrorCode PropertyValueTooLarge { get; } = new("PropertyValueTooLarge");

    /// <summary>400: something in the request is not as it must be.</summary>
    public static TableErrorCode InvalidInput { get; } = new("InvalidInput");

    /// <summary>500: the service did not manage in time.</summary>
    public static TableErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    /// <summary>Compares without regard to case.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Compares without regard to case.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Compares without regard to case.</summary>
    public static bool operator ==(TableErrorCode code, string value) => value is not null && code.Equals(value);

    /// <summary>Compares without regard to case.</summary>
    public static bool operator !=(TableErrorCode code, string value) => !(code == value);

    /// <summary>Compares without regard to case.</summary>
    public static bool operator ==(string value, TableErrorCode code) => code == value;

    /// <summary>Compares without regard to case.</summary>
    public static bool operator !=(string value, TableErrorCode code) => !(code == value);

#pragma warning disable CA2225 // The real one has no named alternative.
    /// <summary>A code by its name.</summary>
    public static implicit operator TableErrorCode(string value) => new(value);
#pragma warning restore CA2225

    /// <inheritdoc/>
    public bool Equals(TableErrorCode other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value;
}
