using System.Text.Json.Serialization.Metadata;
using Functions.Cabinets;
using Functions.Storage;
using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Logging;

namespace Functions.Http;

/// <summary>The edge of the app: who calls, what he sent, and how the outcome is written. Nothing that a caller sends ends in a fault.</summary>
public sealed partial class Edge(WidgetTokens tokens, Sessions sessions, Cors cors, Events events, ILogger<Edge> logger)
{
    /// <summary>A call that anyone may make, or one whose key the host has checked.</summary>
    public Task<Answer> Open(HttpRequestData request, Func<Task<Outcome>> handle) => AnswerAsync(request, handle);

    /// <summary>The same with a body.</summary>
    public Task<Answer> Open<TForm>(HttpRequestData request, Func<TForm, Task<Outcome>> handle, CancellationToken stop)
        where TForm : class => AnswerAsync(request, () => WithBody(request, handle, stop));

    /// <summary>A call of the widget, for the account that its token names.</summary>
    public Task<Answer> Widget(HttpRequestData request, Func<string, Task<Outcome>> handle) =>
        AnswerAsync(request, async () => await tokens.AccountOfAsync(Bearer.Of(request)) is { } account ? await handle(account) : Problems.Unauthorized);

    /// <summary>The same with a body.</summary>
    public Task<Answer> Widget<TForm>(HttpRequestData request, Func<string, TForm, Task<Outcome>> handle, CancellationToken stop)
        where TForm : class => Widget(request, account => WithBody<TForm>(request, form => handle(account, form), stop));

    /// <summary>A call of the cabinet, with the session that its token names.</summary>
    public Task<Answer> Cabinet(HttpRequestData request, Func<Session, Task<Outcome>> handle) =>
        AnswerAsync(request, async () => await sessions.ReadAsync(Bearer.Of(request)) is { } session ? await handle(session) : Problems.Unauthorized);

    /// <summary>The same with a body.</summary>
    public Task<Answer> Cabinet<TForm>(HttpRequestData request, Func<Session, TForm, Task<Outcome>> handle, CancellationToken stop)
        where TForm : class => Cabinet(request, session => WithBody<TForm>(request, form => handle(session, form), stop));

    private static async Task<Outcome> WithBody<TForm>(HttpRequestData request, Func<TForm, Task<Outcome>> handle, CancellationToken stop)
        where TForm : class
    {
        var (form, problem) = await JsonBody.ReadAsync(request, (JsonTypeInfo<TForm>)ApiJson.Default.GetTypeInfo(typeof(TForm))!, stop);
        return form is null ? problem! : await handle(form);
    }

    private async Task<Answer> AnswerAsync(HttpRequestData request, Func<Task<Outcome>> handle)
    {
        Outcome outcome;
        try
        {
            outcome = await handle();
        }
        catch (Exception error) when (error is BusyException || error.IsOfService())
        {
            Unavailable(logger, request.FunctionContext.FunctionDefinition.Name, error);
            outcome = Problems.ServiceUnavailable;
        }

        events.Answered(outcome);
        var response = await ResponseWriter.WriteAsync(request, outcome);
        cors.Allow(request, response);
        return new Answer
        {
            Response = response,
            Cabinets = Messages(outcome, Queues.CreateCabinet),
            Letters = Messages(outcome, Queues.SendLetter),
            TopUps = Messages(outcome, Queues.TopUps),
        };
    }

    private static string[]? Messages(Outcome outcome, string queue)
    {
        string[] messages =
        [
            .. outcome.Work.Where(work => work.Queue == queue).Select(work => work.ToString()),
            .. outcome.Message is { } message && message.Queue == queue ? (string[])[message.Text] : [],
        ];
        return messages.Length == 0 ? null : messages;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} could not be done now; the caller was asked to repeat it.")]
    private static partial void Unavailable(ILogger logger, string function, Exception error);
}
