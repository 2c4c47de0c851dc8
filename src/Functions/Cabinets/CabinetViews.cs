using System.Globalization;
using Azure.Data.Tables;
using Functions.Http;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Cabinets;

/// <summary>What the cabinet shows: the account and its ledger.</summary>
public sealed class CabinetViews(Tables tables, ClientStates states, IOptions<PayeeSettings> payee)
{
    private const int LongestPage = 200;

    /// <summary>The account.</summary>
    public async Task<Outcome> AccountAsync(Session session, CancellationToken stop)
    {
        var state = await states.LoadAsync(session.ClientId, stop);
        return session.HoldsFor(state) && state is { Client: { } client, Account: { } account, Cabinet: { } cabinet }
            ? Outcome.Ok(new AccountBody(cabinet.Login, account.Number, client.Requisites.Name, MoneyBody.Of(account.Balance), cabinet.PasswordExpiresAt, PayeeBody.Of(payee.Value, account.Number)))
            : Problems.Unauthorized;
    }

    /// <summary>A page of the ledger, newest first; <c>after</c> is the number of the last entry seen.</summary>
    public async Task<Outcome> EntriesAsync(Session session, PageRequest page, CancellationToken stop)
    {
        var last = long.MaxValue;
        if (page.Check(LongestPage, after => long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out last)) is { } problem)
        {
            return problem;
        }

        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {session.ClientId} and RowKey gt {RowKeys.Entry(last)} and RowKey lt {RowKeys.EntryPrefix.Replace('-', '.')}");
        var reading = page.ReadAsync(tables.Clients, filter, row => row.GetInt64("Number")!.Value.ToString(CultureInfo.InvariantCulture), stop);
        var state = await states.LoadAsync(session.ClientId, stop);
        var (rows, next) = await reading;
        return session.HoldsFor(state)
            ? Outcome.Ok(new EntriesBody([.. rows.Select(row => EntryBody.Of(History.Entry(row)))], next))
            : Problems.Unauthorized;
    }
}
