using System.Text;
using Billing;
using Functions.Failures;
using Functions.Http;
using Functions.Outbox;
using Functions.Storage;
using Functions.TopUps;

namespace Functions.Movements;

/// <summary>Takes the report of a bank connector that money came in, by call or by queue.</summary>
public sealed class TakeTopUp(
    Lookups lookups,
    ClientStates states,
    ReportedMoney reports,
    FailureLog failures,
    TimeProvider time)
{
    /// <summary>Books the money, or says why not.</summary>
    public async Task<Outcome> RunAsync(TopUpForm form, CancellationToken cancellationToken)
    {
        var (request, problem) = TopUpRequest.Check(form, time.GetUtcNow());
        if (request is null)
        {
            return problem!;
        }

        return await lookups.FindAccountAsync(request.AccountNumber, cancellationToken) is { } clientId
            ? await AnswerAsync(
                request,
                await reports.BookAsync(clientId, request, cancellationToken),
                cancellationToken)
            : Problems.AccountNotFound;
    }

    /// <summary>
    /// The same from a queue message. One that is refused would be refused again: operators are told why at once. Only
    /// a fault is left to the queue to try again. Money for an account that nobody has goes to suspense.
    /// </summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var (form, problem) = JsonBody.Parse(BytesOf(message), ApiJson.Default.TopUpForm);
        var outcome = form is null ? problem! : await RunAsync(form, cancellationToken);
        if (outcome.Problem is not { } refusal)
        {
            return;
        }

        if (refusal == Problems.AccountNotFound)
        {
            var request = TopUpRequest.Check(form!, time.GetUtcNow()).Request!;
            await reports.SuspendAsync(request, SuspenseReason.UnknownAccount, cancellationToken);
            return;
        }

        var clientId = AccountNumber.IsValid(form?.AccountNumber)
            ? await lookups.FindAccountAsync(form!.AccountNumber!, cancellationToken)
            : null;
        var reason = TopUpRefusal.Reason(form, refusal);
        await failures.RecordTextAsync(QueueNames.TopUps, message, clientId, reason, cancellationToken);
    }

    /// <summary>
    /// Connectors put JSON into the queue as it is, or as base64, as many queue clients do by themselves.
    /// </summary>
    private static byte[] BytesOf(string message)
    {
        message = message.TrimStart('\uFEFF');
        var decoded = new byte[message.Length];
        return Convert.TryFromBase64String(message, decoded, out var length)
            ? decoded[..length]
            : Encoding.UTF8.GetBytes(message);
    }

    private async Task<Outcome> AnswerAsync(
        TopUpRequest request,
        BookedMovement booked,
        CancellationToken cancellationToken)
    {
        switch (booked)
        {
            case { Result: TopUpResult.Booked { Entry: var entry, IsOwn: var isOwn } }:
                return new Outcome(isOwn ? 201 : 200, BodyOf(request, entry));
            case { Result: TopUpResult.BalanceTooLarge }:
                return BalanceTooLarge();
            case { Result: TopUpResult.IdReused }:
                return Problems.IdempotencyKeyReused;
            case { Row.Value: { Status: MovementStatus.Credited, Parts: [{ Entry: { } number } part, ..] } }:
                var existing = await states.FindEntryAsync(part.ClientId, number, cancellationToken);
                return Outcome.Ok(BodyOf(request, existing!));
            default:
                var id = MovementRows.KeyOf(booked.Row).Id;
                return new Outcome(202, new SuspendedTopUpBody(request.Id, request.Details.ExternalId, id));
        }
    }

    private static Problem BalanceTooLarge()
    {
        var errors = new FieldErrors();
        errors.Add("amount.amount", "С этой суммой баланс больше, чем может храниться.");
        return Problems.ValidationFailed(errors);
    }

    private static TopUpBody BodyOf(TopUpRequest request, Entry entry) => new(
        request.Id,
        request.Details.ExternalId,
        request.AccountNumber,
        MoneyBody.From(entry.Amount),
        MoneyBody.From(entry.BalanceAfter),
        request.Details.ReceivedAt);
}
