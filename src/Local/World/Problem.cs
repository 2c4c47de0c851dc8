using Microsoft.AspNetCore.Http;

namespace Local;

/// <summary>Errors of the outside world's own endpoints, in the form of the product's API.</summary>
internal static class Problem
{
    public static IResult Of(int status, string code, string title, string detail) =>
        Results.Problem(
            detail,
            statusCode: status,
            title: title,
            extensions: new Dictionary<string, object?> { ["code"] = code });
}
