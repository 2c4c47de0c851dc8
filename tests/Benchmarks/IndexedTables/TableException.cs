namespace Benchmarks.IndexedTables;

/// <summary>A refusal, with the status and code of the real table storage.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The code in the body and in <c>x-ms-error-code</c>.</param>
/// <param name="message">What it says, English.</param>
internal sealed class TableException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static TableException EntityAlreadyExists() =>
        new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static TableException ResourceNotFound() =>
        new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static TableException UpdateConditionNotSatisfied() => new(
        412,
        "UpdateConditionNotSatisfied",
        "The update condition specified in the request was not satisfied.");

    public static TableException TableAlreadyExists() =>
        new(409, "TableAlreadyExists", "The table specified already exists.");

    public static TableException TableNotFound() =>
        new(404, "TableNotFound", "The table specified does not exist.");

    /// <summary>What the app does not ask for is refused rather than answered wrongly.</summary>
    public static TableException NotImplemented(string what) =>
        new(501, "NotImplemented", $"Not implemented here: {what}");
}
