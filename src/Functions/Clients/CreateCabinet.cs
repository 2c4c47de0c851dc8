using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing;
using Functions.Cabinets;
using Functions.Storage;

namespace Functions.Clients;

/// <summary>Makes the cabinet of a client: account, login, first password, and the letter with them. Safe to repeat.</summary>
public sealed class CreateCabinet(Tables tables, ClientStates states, Pending pending, Credentials credentials)
{
    private const int NumbersToTry = 20;

    /// <summary>Makes the cabinet unless there is one.</summary>
    /// <returns>The letter to send; null if there is nothing to do.</returns>
    public async Task<Work?> RunAsync(Work work, CancellationToken stop)
    {
        var made = await states.DecideAsync(work.ClientId, state => MakeAsync(state, stop), stop);
        if (made.Work is null)
        {
            await pending.GiveUpIfStaleAsync(work, stop);
            return null;
        }

        await pending.DoneAsync(work, stop);
        return made.Work;
    }

    /// <summary>Every try failed: the widget shows it. A later one that succeeds shows that.</summary>
    public Task FailAsync(string clientId, CancellationToken stop) => states.DecideAsync<ClientState>(
        clientId,
        async state => state is not { Client: { } client, Cabinet: null }
            || await states.TryCommitAsync(new Commit(state).Save(client with { Status = ClientStatus.Failed }), stop) ? state : null,
        stop);

    private async Task<Made?> MakeAsync(ClientState state, CancellationToken stop)
    {
        if (state.Client is not { } client)
        {
            return new Made(null);
        }

        if (state.Cabinet is not null)
        {
            return new Made(await pending.MarkAsync(Queues.SendLetter, state.Id, Credentials.LetterId(state.Cabinet), stop));
        }

        var number = await ClaimNumberAsync(state.Id, stop);
        var (cabinet, letter) = credentials.Issue(state.Id, new CabinetRecord(Logins.Of(number), "", 0));
        var letterWork = await pending.MarkAsync(Queues.SendLetter, state.Id, letter.Id, stop);
        var commit = new Commit(state)
            .Save(client with { Status = ClientStatus.CabinetCreated })
            .Save(Account.Open(number))
            .Save(cabinet)
            .Add(letter);
        return await states.TryCommitAsync(commit, stop) ? new Made(letterWork) : null;
    }

    /// <summary>Takes the first free number of a row of numbers that follows from the client's id, so that a repeated attempt takes the same one.</summary>
    private async Task<string> ClaimNumberAsync(string clientId, CancellationToken stop)
    {
        for (var i = 0; i < NumbersToTry; i++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{clientId}/{i}")));
            var number = AccountNumber.From((int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % 1_000_000_000));
            if (await tables.Index.TryAddAsync(ClientIndex.OfAccount(number, clientId), stop)
                || await ClientIndex.FindAccountAsync(tables, number, stop) == clientId)
            {
                return number;
            }
        }

        throw new InvalidOperationException("No free account number was found.");
    }

    private sealed record Made(Work? Work);
}
