using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Connections;
using Functions.Http;
using Functions.Operations;
using Functions.Pages;
using Functions.Payments;
using Functions.TopUps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions;

/// <summary>Every HTTP trigger. Widget calls carry the vendor's token, cabinet calls a session, automation a function key.</summary>
public sealed class HttpFunctions(
    Edge edge,
    Requisitions requisitions,
    NewCredentials newCredentials,
    ConnectionBook connections,
    Pay pay,
    PaymentHistory payments,
    BookTopUp bookTopUp,
    CabinetAccess access,
    CabinetPasswords passwords,
    CabinetViews views,
    Failures failures,
    Health health,
    Lazy<PageCalls> pages,
    Fallback fallback)
{
    /// <summary>Takes requisites.</summary>
    [Function("SubmitClient")]
    public Task<Answer> SubmitClient([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients")] HttpRequestData request, CancellationToken stop) =>
        edge.Widget<RequisitesForm>(request, (account, form) => requisitions.SubmitAsync(account, form, stop), stop);

    /// <summary>Lists the clients.</summary>
    [Function("GetClients")]
    public Task<Answer> GetClients([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients")] HttpRequestData request, CancellationToken stop) =>
        edge.Widget(request, account => requisitions.ListAsync(account, stop));

    /// <summary>Shows a client.</summary>
    [Function("GetClient")]
    public Task<Answer> GetClient([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}")] HttpRequestData request, string clientId, CancellationToken stop) =>
        edge.Widget(request, account => requisitions.ReadAsync(account, clientId, stop));

    /// <summary>Sends a new password.</summary>
    [Function("SendCredentials")]
    public Task<Answer> SendCredentials([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/credentials")] HttpRequestData request, string clientId, CancellationToken stop) =>
        edge.Widget(request, account => newCredentials.RunAsync(account, clientId, stop));

    /// <summary>Lists the tariffs.</summary>
    [Function("GetTariffs")]
    public Task<Answer> GetTariffs([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "tariffs")] HttpRequestData request) =>
        edge.Widget(request, _ => Task.FromResult(connections.Tariffs()));

    /// <summary>Lists the numbers.</summary>
    [Function("GetConnections")]
    public Task<Answer> GetConnections([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/connections")] HttpRequestData request, string clientId, CancellationToken stop) =>
        edge.Widget(request, account => connections.ListAsync(account, clientId, stop));

    /// <summary>Picks a tariff for a number.</summary>
    [Function("PutConnection")]
    public Task<Answer> PutConnection([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "clients/{clientId}/connections/{phone}")] HttpRequestData request, string clientId, string phone, CancellationToken stop) =>
        edge.Widget<ConnectionForm>(request, (account, form) => connections.ChooseAsync(account, clientId, phone, form, stop), stop);

    /// <summary>Says what it costs.</summary>
    [Function("GetQuote")]
    public Task<Answer> GetQuote([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/connections/{phone}/quote")] HttpRequestData request, string clientId, string phone, CancellationToken stop) =>
        edge.Widget(request, account => connections.QuoteAsync(account, clientId, phone, request.Query["tariff"], request.Query["months"], stop));

    /// <summary>Pays from the balance.</summary>
    [Function("PostPayment")]
    public Task<Answer> PostPayment([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "clients/{clientId}/payments")] HttpRequestData request, string clientId, CancellationToken stop) =>
        edge.Widget<PaymentForm>(request, (account, form) => pay.RunAsync(account, clientId, IdempotencyKey.Of(request), form, stop), stop);

    /// <summary>Lists the payments.</summary>
    [Function("GetPayments")]
    public Task<Answer> GetPayments([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/payments")] HttpRequestData request, string clientId, CancellationToken stop) =>
        edge.Widget(request, account => payments.ListAsync(account, clientId, PageRequest.Of(request), stop));

    /// <summary>Shows a payment.</summary>
    [Function("GetPayment")]
    public Task<Answer> GetPayment([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "clients/{clientId}/payments/{paymentId}")] HttpRequestData request, string clientId, string paymentId, CancellationToken stop) =>
        edge.Widget(request, account => payments.ReadAsync(account, clientId, paymentId, stop));

    /// <summary>Books money that came in.</summary>
    [Function("PostTopUp")]
    public Task<Answer> PostTopUp([HttpTrigger(AuthorizationLevel.Function, "post", Route = "topups")] HttpRequestData request, CancellationToken stop) =>
        edge.Open<TopUpForm>(request, form => bookTopUp.RunAsync(form, stop), stop);

    /// <summary>Logs in to the cabinet.</summary>
    [Function("LogIn")]
    public Task<Answer> LogIn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/session")] HttpRequestData request, CancellationToken stop) =>
        edge.Open<LoginForm>(request, form => access.LogInAsync(form, stop), stop);

    /// <summary>Shows the account.</summary>
    [Function("GetAccount")]
    public Task<Answer> GetAccount([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cabinet/account")] HttpRequestData request, CancellationToken stop) =>
        edge.Cabinet(request, session => views.AccountAsync(session, stop));

    /// <summary>Lists the ledger.</summary>
    [Function("GetEntries")]
    public Task<Answer> GetEntries([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cabinet/entries")] HttpRequestData request, CancellationToken stop) =>
        edge.Cabinet(request, session => views.EntriesAsync(session, PageRequest.Of(request), stop));

    /// <summary>Changes the password.</summary>
    [Function("ChangePassword")]
    public Task<Answer> ChangePassword([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password")] HttpRequestData request, CancellationToken stop) =>
        edge.Cabinet<NewPasswordForm>(request, (session, form) => passwords.ChangeAsync(session, form, stop), stop);

    /// <summary>Asks for a link to restore the password.</summary>
    [Function("AskForReset")]
    public Task<Answer> AskForReset([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset")] HttpRequestData request, CancellationToken stop) =>
        edge.Open<ResetForm>(request, form => passwords.AskForLinkAsync(form, stop), stop);

    /// <summary>Restores the password by the link.</summary>
    [Function("ConfirmReset")]
    public Task<Answer> ConfirmReset([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset/confirm")] HttpRequestData request, CancellationToken stop) =>
        edge.Open<ResetConfirmationForm>(request, form => passwords.ConfirmAsync(form, stop), stop);

    /// <summary>Serves the document of this API.</summary>
    [Function("GetOpenApi")]
    public Task<Answer> GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.yaml")] HttpRequestData request) =>
        pages.Value.AnswerAsync(request, "openapi.yaml");

    /// <summary>Serves the widget, the cabinet's page, and what they load.</summary>
    [Function("GetPage")]
    public Task<Answer> GetPage([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pages/{*file}")] HttpRequestData request, string? file) =>
        pages.Value.AnswerAsync(request, file);

    /// <summary>Tells whether the app can work.</summary>
    [Function("GetHealth")]
    public Task<Answer> GetHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request, CancellationToken stop) =>
        edge.Open(request, () => health.CheckAsync(stop));

    /// <summary>Lists what waits for an operator.</summary>
    [Function("GetFailures")]
    public Task<Answer> GetFailures([HttpTrigger(AuthorizationLevel.Function, "get", Route = "failures")] HttpRequestData request, CancellationToken stop) =>
        edge.Open(request, () => failures.ListAsync(PageRequest.Of(request), stop));

    /// <summary>Runs a failure again.</summary>
    [Function("RetryFailure")]
    public Task<Answer> RetryFailure([HttpTrigger(AuthorizationLevel.Function, "post", Route = "failures/{failureId}/retry")] HttpRequestData request, string failureId, CancellationToken stop) =>
        edge.Open(request, () => failures.RetryAsync(failureId, stop));

    /// <summary>Answers what no other function takes.</summary>
    /// <remarks>The host asks functions in the order of their names and takes the first whose route fits: this name must stay the last.</remarks>
    [Function("Unmatched")]
    public Task<Answer> Unmatched([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", "trace", Route = "{*path}")] HttpRequestData request, string? path) =>
        fallback.AnswerAsync(request, path);
}
