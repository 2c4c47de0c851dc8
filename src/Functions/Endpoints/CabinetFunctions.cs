using Billing;
using Functions.Cabinets;
using Functions.Clients;
using Functions.Http;
using Functions.Suspense;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The cabinet's calls: behind its log-in they carry a session.</summary>
public sealed class CabinetFunctions(
    Edge edge,
    LogIn logIn,
    RenewSession renewSession,
    ChangePassword changePassword,
    ResetPassword resetPassword,
    ChangeClient changeClient,
    CabinetQueries queries,
    LedgerQueries ledger,
    FindMoney findMoney)
{
    /// <summary>Logs in to the cabinet.</summary>
    [Function("LogIn")]
    public Task<HttpResponseData> LogIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/session")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<LoginForm>(request, form => logIn.RunAsync(form, cancellationToken), cancellationToken);

    /// <summary>Lets the session go on.</summary>
    [Function("RenewSession")]
    public Task<HttpResponseData> RenewSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/session/renewal")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(request, session => renewSession.RunAsync(session, cancellationToken));

    /// <summary>Shows the account.</summary>
    [Function("GetAccount")]
    public Task<HttpResponseData> GetAccount(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/account")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(request, session => queries.AccountAsync(session, cancellationToken));

    /// <summary>Changes the client's data.</summary>
    [Function("PatchOwnClient")]
    public Task<HttpResponseData> PatchOwnClient(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "cabinet/client")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet<ClientForm>(
            request,
            (session, form) => changeClient.ByCabinetAsync(session, form, cancellationToken),
            cancellationToken);

    /// <summary>Lists the ledger.</summary>
    [Function("GetEntries")]
    public Task<HttpResponseData> GetEntries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/entries")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => ledger.EntriesAsync(
                session,
                PageRequest.FromQuery(request),
                PeriodRequest.FromQuery(request),
                cancellationToken));

    /// <summary>Shows which top-ups an entry used up.</summary>
    [Function("GetTopUpsOfEntry")]
    public Task<HttpResponseData> GetTopUpsOfEntry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/entries/{number}/top-ups")]
        HttpRequestData request,
        string number,
        CancellationToken cancellationToken) =>
        edge.Cabinet(request, session => ledger.TopUpsAsync(session, number, cancellationToken));

    /// <summary>Sums up a period of the ledger.</summary>
    [Function("GetTurnover")]
    public Task<HttpResponseData> GetTurnover(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/turnover")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(
            request,
            session => ledger.TurnoverAsync(session, PeriodRequest.FromQuery(request), cancellationToken));

    /// <summary>Lists the numbers.</summary>
    [Function("GetOwnConnections")]
    public Task<HttpResponseData> GetOwnConnections(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "cabinet/connections")]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet(request, session => queries.ConnectionsAsync(session, cancellationToken));

    /// <summary>Looks for money that is not on the account.</summary>
    [Function("PostClaim")]
    public Task<HttpResponseData> PostClaim(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/claims")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet<ClaimForm>(
            request,
            (session, form) => findMoney.RunAsync(session, form, cancellationToken),
            cancellationToken);

    /// <summary>Changes the password.</summary>
    [Function("ChangePassword")]
    public Task<HttpResponseData> ChangePassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Cabinet<NewPasswordForm>(
            request,
            (session, form) => changePassword.RunAsync(session, form, cancellationToken),
            cancellationToken);

    /// <summary>Asks for a link to restore the password.</summary>
    [Function("AskForReset")]
    public Task<HttpResponseData> AskForReset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset")] HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<ResetForm>(request, form => resetPassword.AskAsync(form, cancellationToken), cancellationToken);

    /// <summary>Checks the link, without using it.</summary>
    [Function("CheckReset")]
    public Task<HttpResponseData> CheckReset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset/check")]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<ResetTokenForm>(
            request,
            form => resetPassword.CheckAsync(form, cancellationToken),
            cancellationToken);

    /// <summary>Restores the password by the link.</summary>
    [Function("ConfirmReset")]
    public Task<HttpResponseData> ConfirmReset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset/confirm")]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        edge.Open<ResetConfirmationForm>(
            request,
            form => resetPassword.ConfirmAsync(form, cancellationToken),
            cancellationToken);
}
