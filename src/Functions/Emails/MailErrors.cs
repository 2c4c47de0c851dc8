using System.Globalization;
using Azure;
using Azure.Identity;
using Functions.Storage;

namespace Functions.Emails;

/// <summary>
/// What a refusal of the mail service, or its silence, means to the e-mail that it was asked to send.
/// </summary>
internal static class MailErrors
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    /// <summary>The e-mail is refused, and would be again.</summary>
    public static bool IsRefusal(this RequestFailedException error) => error.Status is 400 or 404 or 413 or 415 or 422;

    /// <summary>One of the service's limits is reached.</summary>
    public static bool IsLimit(this RequestFailedException error) => error.Status == 429;

    /// <summary>
    /// The service is down, does not answer in time, or lets nobody in: that says nothing about the e-mail, nor whether
    /// it was taken.
    /// </summary>
    public static bool IsOutage(this Exception error, CancellationToken cancellationToken) =>
        error.IsAmbiguous()
        || error is RequestFailedException { Status: 401 or 403 or 408 } or AuthenticationFailedException

        // EmailClient reports its own timeout as OperationCanceledException.
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The error in a few words, without what the service wrote: that can quote an address.</summary>
    public static string Words(this Exception error) => error switch
    {
        RequestFailedException { Status: > 0 } answer => $"{answer.Status} {answer.ErrorCode}".TrimEnd(),
        RequestFailedException
        {
            InnerException: HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } cause,
        } => $"no answer: {cause.HttpRequestError}",
        AuthenticationFailedException => "no token",
        OperationCanceledException => "no answer in time",
        _ => "no answer",
    };

    /// <summary>How long the service asks to wait.</summary>
    public static TimeSpan RetryAfter(this RequestFailedException error) =>
        error.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value)
        && int.TryParse(value, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 24 * 3600))
            : DefaultWait;
}
