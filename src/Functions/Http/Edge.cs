using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Functions.Security;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Http;

/// <summary>
/// The edge of the app: who calls, what was sent, and how the outcome is written. Nothing that a caller sends ends in a
/// fault.
/// </summary>
public sealed partial class Edge(
    WidgetTokens widgetTokens,
    SessionTokens sessionTokens,
    Cors cors,
    BillingMetrics metrics,
    ILogger<Edge> logger)
{
    /// <summary>A call that anyone may make, or one whose key the host has checked.</summary>
    public Task<HttpResponseData> Open(HttpRequestData request, Func<Task<Outcome>> handle) =>
        AnswerAsync(request, handle);

    /// <summary>The same with a body.</summary>
    public Task<HttpResponseData> Open<TForm>(
        HttpRequestData request,
        Func<TForm, Task<Outcome>> handle,
        CancellationToken cancellationToken)
        where TForm : class =>
        AnswerAsync(request, () => WithBody(request, handle, cancellationToken));

    /// <summary>A call of the widget, for the account that its token names.</summary>
    public Task<HttpResponseData> Widget(HttpRequestData request, Func<string, Task<Outcome>> handle) =>
        AnswerAsync(request, async () => await widgetTokens.AccountOfAsync(Bearer.TokenOf(request)) is { } account
            ? await handle(account)
            : Problems.Unauthorized);

    /// <summary>The same with a body.</summary>
    public Task<HttpResponseData> Widget<TForm>(
        HttpRequestData request,
        Func<string, TForm, Task<Outcome>> handle,
        CancellationToken cancellationToken)
        where TForm : class =>
        Widget(request, account => WithBody<TForm>(request, form => handle(account, form), cancellationToken));

    /// <summary>A call of the cabinet, with the session that its token names.</summary>
    public Task<HttpResponseData> Cabinet(HttpRequestData request, Func<Session, Task<Outcome>> handle) =>
        AnswerAsync(request, async () => await sessionTokens.ReadAsync(Bearer.TokenOf(request)) is { } session
            ? await handle(session)
            : Problems.Unauthorized);

    /// <summary>The same with a body.</summary>
    public Task<HttpResponseData> Cabinet<TForm>(
        HttpRequestData request,
        Func<Session, TForm, Task<Outcome>> handle,
        CancellationToken cancellationToken)
        where TForm : class =>
        Cabinet(request, session => WithBody<TForm>(request, form => handle(session, form), cancellationToken));

    private static async Task<Outcome> WithBody<TForm>(
        HttpRequestData request,
        Func<TForm, Task<Outcome>> handle,
        CancellationToken cancellationToken)
        where TForm : class
    {
        var type = (JsonTypeInfo<TForm>)ApiJson.Default.GetTypeInfo(typeof(TForm))!;
        var (form, problem) = await JsonBody.ReadAsync(request, type, cancellationToken);
        return form is null ? problem! : await handle(form);
    }

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Func<Task<Outcome>> handle)
    {
        Outcome outcome;
        var function = request.FunctionContext.FunctionDefinition.Name;
        try
        {
            outcome = await handle();
        }
        catch (DamagedRowException error)
        {
            LogDamaged(logger, function, error.PartitionKey, error);
            outcome = Problems.AccountUnderReview;
        }
        catch (Exception error) when (error is BusyException || error.IsOfService())
        {
            LogUnavailable(logger, function, error);
            outcome = Problems.ServiceUnavailable;
        }
        catch (OperationCanceledException) when (request.FunctionContext.CancellationToken.IsCancellationRequested)
        {
            // The caller left, or the app stops.
            outcome = Problems.ServiceUnavailable;
        }
        catch (Exception error)
        {
            // A mistake of ours: the caller gets a document all the same, and its trace leads to the log.
            Activity.Current?.SetStatus(ActivityStatusCode.Error);
            var traceId = TraceIdOf(request.FunctionContext);
            LogFault(logger, function, traceId, error);
            outcome = Problems.Fault(traceId);
        }

        metrics.Answered(outcome.Status, outcome.Problem?.Code);
        var response = await ResponseWriter.WriteAsync(request, outcome);
        cors.Allow(request, response);
        return response;
    }

    // Of the trace, where traces are made; else of this run alone.
    private static string TraceIdOf(FunctionContext context) =>
        Activity.Current?.TraceId.ToHexString() ?? Guid.Parse(context.InvocationId).ToString("N");

    [LoggerMessage(LogLevel.Error, "{Function} could not be done now; the caller was asked to repeat it.")]
    private static partial void LogUnavailable(ILogger logger, string function, Exception error);

    [LoggerMessage(LogLevel.Error, "{Function} failed by a mistake of the app, trace {TraceId}.")]
    private static partial void LogFault(ILogger logger, string function, string traceId, Exception error);

    [LoggerMessage(LogLevel.Error, "{Function} met a row in {Partition} that was changed past the app.")]
    private static partial void LogDamaged(ILogger logger, string function, string partition, Exception error);
}
