using Functions.Clients;
using Functions.Http;
using Functions.Storage;

namespace Functions.Cabinets;

/// <summary>Sends a new generated password when the widget asks for it; the one before stops working.</summary>
public sealed class NewCredentials(ClientStates states, Pending pending, Credentials credentials, TimeProvider time)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);

    /// <summary>Makes and sends it, at most every two minutes.</summary>
    public Task<Outcome> RunAsync(string widgetAccount, string clientId, CancellationToken stop) =>
        states.DecideAsync(clientId, state => DecideAsync(state, widgetAccount, stop), stop);

    private async Task<Outcome?> DecideAsync(ClientState state, string widgetAccount, CancellationToken stop)
    {
        if (!state.BelongsTo(widgetAccount))
        {
            return Problems.NotFound;
        }

        if (state.Cabinet is not { } cabinet)
        {
            return Problems.CabinetNotReady;
        }

        var now = time.GetUtcNow();
        if (cabinet.LetterAskedAt + Between - now is { } wait && wait > TimeSpan.Zero)
        {
            return Problems.TooManyRequests(wait);
        }

        var (issued, letter) = credentials.Issue(state.Id, cabinet with { LetterAskedAt = now });
        var client = state.Client! with { Status = ClientStatus.CabinetCreated };
        var work = await pending.MarkAsync(Queues.SendLetter, state.Id, letter.Id, stop);
        return await states.TryCommitAsync(new Commit(state).Save(client).Save(issued).Add(letter), stop)
            ? new Outcome(202, new ClientStatusBody(state.Id, client.Status.Code())) { Work = [work] }
            : null;
    }
}
