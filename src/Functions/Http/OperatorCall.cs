using Billing;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Http;

/// <summary>
/// Who acts, and under which key. A function key is shared and names nobody: with Entra ID in front it is the one who
/// signed in; else the name that the operator typed.
/// </summary>
/// <param name="Key">The header Idempotency-Key; null if there is none.</param>
/// <param name="SignedIn">The name that the platform gives; null without Entra ID.</param>
public sealed record OperatorCall(string? Key, string? SignedIn)
{
    /// <summary>Longest name of an operator.</summary>
    public const int MaxNameLength = 100;

    private const int MaxReasonLength = 150;

    // Set by the platform's authentication, which does not let callers set it.
    private const string SignedInHeader = "X-MS-CLIENT-PRINCIPAL-NAME";

    /// <summary>The call.</summary>
    public static OperatorCall From(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var signedIn = request.Headers.TryGetValues(SignedInHeader, out var values) ? values.FirstOrDefault() : null;
        return new(IdempotencyKey.FromHeader(request), signedIn);
    }

    /// <summary>Who acts, one line; empty if that was not said.</summary>
    /// <param name="typed">As sent in the body.</param>
    /// <param name="errors">Told what is wrong with the field <c>operator</c>.</param>
    public string Name(string? typed, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var name = PlainText.Printable(SignedIn ?? typed);
        if (name.Length is 0 or > MaxNameLength)
        {
            errors.Add("operator", $"Укажите, кто это делает: фамилию и имя, до {MaxNameLength} знаков.");
        }

        return name;
    }

    /// <summary>Why it is done, one line; empty if that was not said.</summary>
    /// <param name="text">As sent.</param>
    /// <param name="errors">Told what is wrong with the field <c>reason</c>.</param>
    public static string Reason(string? text, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var reason = PlainText.Printable(text);
        if (reason.Length is 0 or > MaxReasonLength)
        {
            errors.Add("reason", $"Укажите причину, до {MaxReasonLength} знаков.");
        }

        return reason;
    }
}
