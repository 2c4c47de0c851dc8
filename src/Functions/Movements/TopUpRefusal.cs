using Functions.Http;

namespace Functions.Movements;

/// <summary>
/// Why a top-up from the queue was refused, in words by which an accountant finds it in the bank's statement and knows
/// what to do. Logged: no personal data.
/// </summary>
internal static class TopUpRefusal
{
    private const int MaxIdLength = 64;

    /// <summary>The reason.</summary>
    /// <param name="form">The top-up; null if the message was none.</param>
    /// <param name="problem">The refusal.</param>
    public static string Reason(TopUpForm? form, Problem problem) =>
        $"{NameOf(form)} was refused, {problem.Code}: {AdviceOn(form, problem)}";

    private static string AdviceOn(TopUpForm? form, Problem problem) => problem.Code switch
    {
        "malformed-body" => "the message is not JSON, or its values have the wrong types.",
        "validation-failed" => $"missing or wrong: {string.Join(", ", problem.Errors!.Keys)}.",
        "currency-not-supported" => "accounts are in roubles.",
        "idempotency-key-reused" => "its id stands for a movement with other data or to another account, which was "
            + "reported before; that one stays as it is.",
        _ => "see the API document.",
    };

    // A bank's id of a movement is of such characters. Other text could be anything, a payer's name too.
    private static string NameOf(TopUpForm? form) =>
        form?.ExternalId is { Length: > 0 and <= MaxIdLength } id && id.All(IsOfAnId)
            ? $"Top-up {id}"
            : "A top-up";

    private static bool IsOfAnId(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/' or '#';
}
