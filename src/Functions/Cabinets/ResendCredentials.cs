using Billing;
using Functions.Emails;
using Functions.Http;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Sends a new generated password when the widget asks for it; the one before stops working.</summary>
public sealed class ResendCredentials(
    ClientStates states,
    EventOutbox outbox,
    EmailQuota quota,
    CredentialIssuer credentials,
    TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);

    /// <summary>Generates and sends it, at most every two minutes.</summary>
    public async Task<Outcome> RunAsync(
        string widgetAccount,
        string clientId,
        CancellationToken cancellationToken)
    {
        var state = await states.LoadAsync(clientId, cancellationToken);
        if (Check(state, widgetAccount) is { } problem)
        {
            return problem;
        }

        var address = state.Client!.Requisites.Contact.Email;
        var asked = await quota.LoadAsync(widgetAccount, address, cancellationToken);
        if (quota.Check(asked) is { } limit)
        {
            return limit;
        }

        if (await credentials.TryGenerateAsync(HashingLane.Payments, cancellationToken) is not { } password)
        {
            return Problems.TooManyRequests(HashingPool.RetryAfter);
        }

        if (await quota.CountAsync(asked, cancellationToken) is { } late)
        {
            return late;
        }

        var attempt = new Attempt(password, Commit.NewStamp());
        return await states.WithRetriesAsync(
            clientId,
            current => TryAsync(current, widgetAccount, attempt, cancellationToken),
            cancellationToken);
    }

    private Problem? Check(ClientState state, string widgetAccount)
    {
        if (!state.BelongsTo(widgetAccount))
        {
            return Problems.NotFound;
        }

        if (state.Cabinet is not { } cabinet)
        {
            return Problems.CabinetNotReady;
        }

        var wait = cabinet.CredentialsAskedAt + Interval - time.GetUtcNow();
        return wait > TimeSpan.Zero ? Problems.TooManyRequests(wait.Value) : null;
    }

    private async Task<Outcome?> TryAsync(
        ClientState state,
        string widgetAccount,
        Attempt attempt,
        CancellationToken cancellationToken)
    {
        if (Check(state, widgetAccount) is { } problem)
        {
            return problem;
        }

        var asked = state.Cabinet! with { CredentialsAskedAt = time.GetUtcNow() };
        var cabinet = credentials.Issue(asked, attempt.Password);
        var eventId = CredentialIssuer.EventIdOf(cabinet);
        var message = await outbox.SendAsync(state.Id, eventId, cancellationToken);
        var tombstone = await states.FindTombstoneAsync(state.Id, eventId, cancellationToken);
        var client = state.Client! with { Status = ClientStatus.CabinetCreated };
        var commit = new Commit(state, attempt.Stamp)
            .Save(client)
            .Save(state.Account! with { Lockout = Lockout.None })
            .Save(new LogIns(Lockout.None))
            .Save(cabinet);
        credentials.AddTo(commit, state.Id, cabinet, attempt.Password, tombstone);
        outbox.ThrowIfLate(message);
        return await states.TryCommitAsync(commit, cancellationToken)
            ? new Outcome(202, new ClientStatusBody(state.Id, client.Status.Code()))
            : null;
    }

    private sealed record Attempt(GeneratedPassword Password, string Stamp);
}
