using Functions.Cabinets;
using Functions.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Functions.Endpoints;

/// <summary>The cabinet's calls: behind its log-in they carry a session.</summary>
public sealed class CabinetFunctions(Edge edge, CabinetAccess access, CabinetPasswords passwords, CabinetViews views)
{
    /// <summary>Logs in to the cabinet.</summary>
    [Function("LogIn")]
    public Task<Answer> LogIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/session")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Open<LoginForm>(request, form => access.LogInAsync(form, stop), stop);

    /// <summary>Shows the account.</summary>
    [Function("GetAccount")]
    public Task<Answer> GetAccount(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cabinet/account")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Cabinet(request, session => views.AccountAsync(session, stop));

    /// <summary>Lists the ledger.</summary>
    [Function("GetEntries")]
    public Task<Answer> GetEntries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cabinet/entries")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Cabinet(request, session => views.EntriesAsync(session, PageRequest.Of(request), stop));

    /// <summary>Changes the password.</summary>
    [Function("ChangePassword")]
    public Task<Answer> ChangePassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Cabinet<NewPasswordForm>(request, (session, form) => passwords.ChangeAsync(session, form, stop), stop);

    /// <summary>Asks for a link to restore the password.</summary>
    [Function("AskForReset")]
    public Task<Answer> AskForReset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset")] HttpRequestData request,
        CancellationToken stop) =>
        edge.Open<ResetForm>(request, form => passwords.AskForLinkAsync(form, stop), stop);

    /// <summary>Restores the password by the link.</summary>
    [Function("ConfirmReset")]
    public Task<Answer> ConfirmReset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cabinet/password-reset/confirm")]
        HttpRequestData request,
        CancellationToken stop) =>
        edge.Open<ResetConfirmationForm>(request, form => passwords.ConfirmAsync(form, stop), stop);
}
