using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// The e-mail REST API of Azure Communication Services, version 2023-03-31 and later, as far as sending a letter needs
/// it. A letter sent twice arrives twice, even under one operation id: the real service promises no more.
/// </summary>
internal sealed class MailService(Mailbox mailbox, MailFaults faults, TimeProvider clock, MailSignature signature)
{
    private readonly ConcurrentDictionary<Guid, MailOperation> _operations = new();

    public void Map(IEndpointRouteBuilder app)
    {
        // The colon before "send" is a literal; routing would take it for the start of a constraint only inside braces.
        app.MapPost("/emails:send", SendAsync).AddEndpointFilter(MeetOutageAsync);
        app.MapGet("/emails/operations/{id}", GetOperation).AddEndpointFilter(MeetOutageAsync);
    }

    private async ValueTask<object?> MeetOutageAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var outage = faults.Meet();
        if (outage is null or MailFault.LostAnswer)
        {
            var answer = await next(call);
            return outage is null ? answer : LoseAnswer(call.HttpContext);
        }

        return await RefuseAsync(outage, call.HttpContext);
    }

    private async Task<IResult> SendAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (!signature.IsValid(request, buffer.ToArray()))
        {
            return Denied;
        }

        if (!request.Query.ContainsKey("api-version"))
        {
            return Error(
                400,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests.");
        }

        var id = Guid.NewGuid();
        if (request.Headers.TryGetValue("Operation-Id", out var given) && !Guid.TryParse(given, out id))
        {
            return Error(400, "BadRequest", "The Operation-Id header is not a UUID.");
        }

        MailMessage? message;
        try
        {
            message = JsonSerializer.Deserialize<MailMessage>(buffer.ToArray(), JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            return Error(400, "BadRequest", e.Message);
        }

        if (message is null || message.Missing() is not null)
        {
            return Error(400, "BadRequest", $"The message has no {message?.Missing() ?? "content"}.");
        }

        return await AcceptAsync(id, message, request);
    }

    private async Task<IResult> AcceptAsync(Guid id, MailMessage message, HttpRequest request)
    {
        var fault = faults.Next(message.Addresses);
        switch (fault)
        {
            case null or MailFault.LostAnswer:
                Deliver(message);
                _operations[id] = new(id, "Succeeded", null);
                break;
            case MailFault.DeliveryFailed:
                _operations[id] =
                    new(id, "Failed", new("EmailDropped", "Email was dropped after several attempts to deliver."));
                break;
            default:
                return await RefuseAsync(fault, request.HttpContext);
        }

        if (fault is MailFault.LostAnswer)
        {
            return LoseAnswer(request.HttpContext);
        }

        var response = request.HttpContext.Response;
        response.Headers["Operation-Location"] =
            $"{request.Scheme}://{request.Host}/emails/operations/{id}{request.QueryString}";
        response.Headers.RetryAfter = "1";
        return Results.Json(new MailOperation(id, "Running", null), statusCode: 202);
    }

    /// <summary>The faults in which nothing is sent.</summary>
    private static async Task<IResult> RefuseAsync(MailFault fault, HttpContext context)
    {
        switch (fault)
        {
            case MailFault.TooManyRequests(var retryAfter):
                context.Response.Headers.RetryAfter =
                    ((long)Math.Ceiling(retryAfter.TotalSeconds))
                        .ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Error(429, "TooManyRequests", "The request was throttled.");
            case MailFault.ServerError:
                return Error(500, "InternalServerError", "The server encountered an internal error.");
            case MailFault.RecipientRefused:
                return Error(400, "InvalidRecipient", "The recipient address is not valid.");
            case MailFault.NoAccess:
                return Denied;
            case MailFault.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return Results.Empty;
            default:
                return LoseAnswer(context);
        }
    }

    private static IResult LoseAnswer(HttpContext context)
    {
        context.Abort();
        return Results.Empty;
    }

    private void Deliver(MailMessage message)
    {
        foreach (var address in message.Addresses)
        {
            mailbox.Deliver(new(
                Id: "",
                clock.GetUtcNow(),
                message.SenderAddress!,
                address,
                message.Content!.Subject!,
                message.Content.PlainText ?? "",
                message.Content.Html ?? "")
            {
                Files = message.Files,
            });
        }
    }

    private IResult GetOperation(string id, HttpRequest request)
    {
        if (!signature.IsValid(request, []))
        {
            return Denied;
        }

        return Guid.TryParse(id, out var key) && _operations.TryGetValue(key, out var operation)
            ? Results.Json(operation)
            : Error(404, "NotFound", "There is no such operation.");
    }

    private static IResult Denied => Error(401, "Denied", "Denied by the resource provider.");

    private static ErrorResult Error(int status, string code, string message) => new(status, new(code, message));

    private sealed record MailOperation(Guid Id, string Status, MailError? Error);

    private sealed record MailError(string Code, string Message);

    private sealed class ErrorResult(int status, MailError error) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            context.Response.Headers["x-ms-error-code"] = error.Code;
            return context.Response.WriteAsJsonAsync(new { error });
        }
    }
}
