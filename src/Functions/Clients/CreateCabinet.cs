using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Billing;
using Functions.Cabinets;
using Functions.Outbox;
using Functions.Security;
using Functions.Storage;

namespace Functions.Clients;

/// <summary>Makes the cabinet of a client: account, login, first password. Safe to repeat.</summary>
public sealed class CreateCabinet(
    ClientStates states,
    Lookups lookups,
    ClientDirectory directory,
    CredentialIssuer credentials,
    EventOutbox outbox,
    QueueSender queues)
{
    private const int NumbersToTry = 20;

    /// <summary>Makes the cabinet unless there is one, and has it followed.</summary>
    public async Task RunAsync(CabinetMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var state = await states.LoadAsync(message.ClientId, cancellationToken);
        if (state.Client is null)
        {
            await WaitForClientAsync(message, cancellationToken);
            return;
        }

        if (state.Cabinet is null)
        {
            state = await MakeAsync(message.ClientId, state.Client, cancellationToken);
        }

        // A redelivery that finds the cabinet made sends this again: the first may not have come so far.
        var eventId = CredentialIssuer.EventIdOf(state.Cabinet!);
        await outbox.FollowAsync(state.Id, eventId, cancellationToken);
    }

    /// <summary>Every try failed: the widget shows it. A later one that succeeds shows that.</summary>
    public Task FailAsync(string clientId, CancellationToken cancellationToken) =>
        states.WithRetriesAsync<ClientState>(
            clientId,
            async state => state is not { Client: { } client, Cabinet: null }
                || await states.TryCommitAsync(
                    new Commit(state).Save(client with { Status = ClientStatus.Failed }),
                    cancellationToken)
                ? state
                : null,
            cancellationToken);

    /// <summary>The client is stored a moment after the message, or never.</summary>
    private Task WaitForClientAsync(CabinetMessage message, CancellationToken cancellationToken) =>
        outbox.MayStillCome(message.SentAt)
            ? queues.SendAsync(
                QueueNames.CreateCabinet,
                message,
                EventOutbox.PutBackDelayOf(message.SentAt),
                cancellationToken)
            : Task.CompletedTask;

    private async Task<ClientState> MakeAsync(string clientId, Client client, CancellationToken cancellationToken)
    {
        var number = await TakeNumberAsync(clientId, "", lookups.TryTakeAccountAsync, cancellationToken);
        var login = await TakeNumberAsync(clientId, "login/", lookups.TryTakeLoginAsync, cancellationToken);
        var addressKey = Lookups.AddressKey(client.Requisites.Contact.Email);
        await lookups.AddAddressAsync(addressKey, clientId, cancellationToken);
        await lookups.AddInnAsync(client.Requisites.Inn, clientId, cancellationToken);
        await directory.AddAsync(clientId, client.Requisites, number, cancellationToken);
        var password = await credentials.TryGenerateAsync(HashingLane.Background, cancellationToken)
            ?? throw new BusyException("Too many passwords wait to be hashed.");
        await states.WithRetriesAsync<ClientState>(
            clientId,
            async state =>
            {
                if (state.Cabinet is not null)
                {
                    return state;
                }

                var cabinet = credentials.Issue(new Cabinet(Logins.FromNumber(login), "", 0), password);
                var commit = new Commit(state)
                    .Save(state.Client! with { Status = ClientStatus.CabinetCreated })
                    .Save(Account.Open(number))
                    .Save(cabinet);
                credentials.AddFirstTo(commit, state.Id, cabinet, password);
                return await states.TryCommitAsync(commit, cancellationToken) ? state : null;
            },
            cancellationToken);
        return await states.LoadAsync(clientId, cancellationToken);
    }

    /// <summary>
    /// Takes the first free number of a row of numbers that follows from the client's id, so that a repeated attempt
    /// takes the same one.
    /// </summary>
    private static async Task<string> TakeNumberAsync(
        string clientId,
        string label,
        Func<string, string, CancellationToken, Task<bool>> tryTake,
        CancellationToken cancellationToken)
    {
        for (var i = 0; i < NumbersToTry; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{clientId}/{label}{i}");
            var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            var number = AccountNumber.From((int)(hash % 1_000_000_000));
            if (await tryTake(number, clientId, cancellationToken))
            {
                return number;
            }
        }

        throw new InvalidOperationException("No free number was found.");
    }
}
