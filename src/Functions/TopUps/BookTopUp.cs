using System.Text;
using Azure.Data.Tables;
using Billing;
using Functions.Clients;
using Functions.Http;
using Functions.Operations;
using Functions.Storage;
using Functions.Telemetry;

namespace Functions.TopUps;

/// <summary>Books money that came in: once, however often it is reported.</summary>
public sealed class BookTopUp(Tables tables, ClientStates states, Pending pending, Failures failures, Events events, TimeProvider time)
{
    /// <summary>Books a top-up.</summary>
    public async Task<Outcome> RunAsync(TopUpForm form, CancellationToken stop)
    {
        var (request, problem) = TopUpRequest.Check(form, time.GetUtcNow());
        if (request is null)
        {
            return problem!;
        }

        if (await ClientIndex.FindAccountAsync(tables, request.AccountNumber, stop) is not { } clientId)
        {
            return Problems.AccountNotFound;
        }

        return await IsAnothersAsync(request, clientId, stop)
            ? Problems.IdempotencyKeyReused
            : await states.DecideAsync(clientId, state => DecideAsync(state, request, stop), stop);
    }

    /// <summary>The same from a queue message. One that is refused would be refused again: operators are told why at once. Only a fault is left to the queue to try again.</summary>
    /// <returns>The letters that follow.</returns>
    public async Task<IReadOnlyList<Work>> RunAsync(string message, CancellationToken stop)
    {
        var (form, problem) = JsonBody.Parse(BytesOf(message), ApiJson.Default.TopUpForm);
        var outcome = form is null ? problem! : await RunAsync(form, stop);
        if (outcome.Problem is { } refusal)
        {
            var clientId = AccountNumber.IsValid(form?.AccountNumber) ? await ClientIndex.FindAccountAsync(tables, form!.AccountNumber!, stop) : null;
            await failures.RecordAsync(Queues.TopUps, message, clientId, TopUpRefusal.Reason(form, refusal), stop);
        }

        return outcome.Work;
    }

    /// <summary>Connectors put JSON into the queue as it is, or as base64, as many queue clients do by themselves.</summary>
    private static byte[] BytesOf(string message)
    {
        var decoded = new byte[message.Length];
        return Convert.TryFromBase64String(message, decoded, out var length) ? decoded[..length] : Encoding.UTF8.GetBytes(message);
    }

    private async Task<Outcome?> DecideAsync(ClientState state, TopUpRequest request, CancellationToken stop)
    {
        if (state.Account is not { } account)
        {
            return Problems.AccountNotFound;
        }

        var row = await tables.Clients.FindAsync(state.Id, RowKeys.TopUp(request.ExternalId), stop);
        var decision = TopUpDecision.Decide(account, row is null ? null : History.TopUp(row), request.ToCommand(), time.GetUtcNow());
        switch (decision)
        {
            case TopUpDecision.Booked booked:
                var letter = new LetterRow("money-" + booked.TopUp.Id, LetterKind.MoneyArrived, booked.TopUp.ExternalId);
                var work = await pending.MarkAsync(Queues.SendLetter, state.Id, letter.Id, stop);
                if (!await states.TryCommitAsync(new Commit(state).Save(booked.Account).Add(booked.Entry).Add(booked.TopUp).Add(letter), stop))
                {
                    return null;
                }

                events.ToppedUp(state.Id, booked.TopUp);
                return new Outcome(201, Body(account, booked.TopUp)) { Work = [work] };
            case TopUpDecision.Replayed replayed:
                return Outcome.Ok(Body(account, replayed.TopUp));
            default:
                return Problems.IdempotencyKeyReused;
        }
    }

    /// <summary>A bank's id is unique over all accounts, but a client's partition knows only its own: the first account to claim it has it.</summary>
    private async Task<bool> IsAnothersAsync(TopUpRequest request, string clientId, CancellationToken stop)
    {
        var claim = new TableEntity(RowKeys.TopUp(request.ExternalId), "account") { ["ClientId"] = clientId };
        return !await tables.Index.TryAddAsync(claim, stop)
            && (await tables.Index.FindAsync(claim.PartitionKey, claim.RowKey, stop))?.ClientId() != clientId;
    }

    private static TopUpBody Body(Account account, TopUp topUp) =>
        new(topUp.Id, topUp.ExternalId, account.Number, MoneyBody.Of(topUp.Amount), MoneyBody.Of(topUp.BalanceAfter), topUp.ReceivedAt);
}
