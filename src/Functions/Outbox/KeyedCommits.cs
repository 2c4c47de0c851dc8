using Billing;
using Functions.Storage;

namespace Functions.Outbox;

/// <summary>
/// One call that commits under a caller's key: what stays the same, and what was found out, over its attempts.
/// </summary>
/// <param name="eventId">The event under the key.</param>
/// <param name="requestHash">What has to be the same for it to be the same request; null without a key.</param>
public class KeyedCall(string eventId, string? requestHash)
{
    /// <summary>The event under the key.</summary>
    public string EventId { get; } = eventId;

    /// <summary>What has to be the same for it to be the same request; null without a key.</summary>
    public string? RequestHash { get; } = requestHash;

    /// <summary>Tells this call's own rows from those of another.</summary>
    public string Stamp { get; } = Commit.NewStamp();

    /// <summary>The message that goes before the commit; null while none was sent.</summary>
    public OutboxMessage? Message { get; internal set; }

    /// <summary>A tombstone in the place of the event; null if none was met.</summary>
    internal Stored<EventRecord>? Tombstone { get; set; }

    /// <summary>A call without a key, which is done anew whenever it is made.</summary>
    /// <param name="prefix">What the id of its event begins with.</param>
    public static KeyedCall WithoutKey(string prefix) => new($"{prefix}-{Guid.NewGuid():N}", requestHash: null);
}

/// <summary>What stands under the key.</summary>
/// <param name="Event">The event.</param>
/// <param name="Entry">The entry that was booked with it; null if there was none.</param>
/// <param name="IsOwn">Whether this very call committed it, and not an earlier one.</param>
/// <param name="IsSame">Whether it was the same request.</param>
public sealed record KeyedResult(EventRecord Event, Entry? Entry, bool IsOwn, bool IsSame);

/// <summary>
/// Commits an event under a caller's key once, however often it is asked for. The event's insert finds a repetition,
/// and proves a commit whose answer was lost.
/// </summary>
public sealed class KeyedCommits(ClientStates states, EventOutbox outbox)
{
    /// <summary>Sends the message that goes before the commit, unless this call has sent it.</summary>
    public async Task SendMessageAsync(string clientId, KeyedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Message ??= await outbox.SendAsync(clientId, call.EventId, cancellationToken);
    }

    /// <summary>
    /// Commits what has no key of a caller, and tells of it if the client has an account: nobody else knows it before.
    /// </summary>
    /// <returns>False if all has to be decided again.</returns>
    public async Task<bool> TryTellAsync(
        ClientState state,
        Commit commit,
        EventRecord record,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Account is null)
        {
            return await states.TryCommitAsync(commit, cancellationToken);
        }

        await SendMessageAsync(state.Id, call, cancellationToken);
        return await TryCommitAsync(state, commit, record, entry: null, call, cancellationToken) is { IsOwn: true };
    }

    /// <summary>Adds the event, which is told to others, to a commit, and commits.</summary>
    /// <param name="state">What was decided on.</param>
    /// <param name="commit">Everything but the event; made with the call's stamp.</param>
    /// <param name="record">What happened, without the hash of the request.</param>
    /// <param name="entry">The entry that is booked with it; null if there is none.</param>
    /// <param name="call">The call; its message was sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What stands under the key now; null if all has to be decided again.</returns>
    public async Task<KeyedResult?> TryCommitAsync(
        ClientState state,
        Commit commit,
        EventRecord record,
        Entry? entry,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(call);
        var keyed = record with { RequestHash = call.RequestHash, Entry = entry?.Number };
        commit.Tell(call.EventId, keyed, call.Tombstone?.Version);
        outbox.ThrowIfLate(call.Message!);
        if (await states.TryCommitAsync(commit, cancellationToken))
        {
            return new(keyed, entry, IsOwn: true, IsSame: true);
        }

        var existing = await states.FindEventAsync(state.Id, call.EventId, cancellationToken);
        if (existing is { Value.Kind: EventKind.Abandoned })
        {
            // Its message was given up: the commit needs another one, and takes the tombstone's place.
            call.Message = await outbox.SendAsync(state.Id, call.EventId, cancellationToken);
            call.Tombstone = existing;
            return null;
        }

        return existing is null ? null : await ResultAsync(state.Id, existing, call, cancellationToken);
    }

    /// <summary>
    /// What stands under the key of a call that is to be refused: it may repeat one that succeeded. If nothing does,
    /// the message is taken back.
    /// </summary>
    public async Task<KeyedResult?> FindAsync(string clientId, KeyedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var existing = await states.FindEventAsync(clientId, call.EventId, cancellationToken);
        if (existing is { Value.Kind: not EventKind.Abandoned })
        {
            return await ResultAsync(clientId, existing, call, cancellationToken);
        }

        if (call.Message is { } message)
        {
            await outbox.CancelAsync(message, cancellationToken);
        }

        return null;
    }

    private async Task<KeyedResult> ResultAsync(
        string clientId,
        Stored<EventRecord> existing,
        KeyedCall call,
        CancellationToken cancellationToken)
    {
        var isSame = existing.Value.RequestHash == call.RequestHash;
        var entry = isSame && existing.Value.Entry is { } number
            ? await states.FindEntryAsync(clientId, number, cancellationToken)
                ?? throw new DamagedRowException(nameof(Tables.Clients), clientId, existing.RowKey, "it has no entry")
            : null;
        return new(existing.Value, entry, IsOwn: existing.Stamp == call.Stamp, isSame);
    }
}
