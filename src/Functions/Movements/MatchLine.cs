using Billing;
using Functions.Cabinets;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Movements;

/// <summary>Whose money a line is.</summary>
/// <param name="Decision">Whose.</param>
/// <param name="IsPaidByOther">Whether the payer's ИНН is known, and not that of the client.</param>
public sealed record LineMatch(MatchDecision Decision, bool IsPaidByOther);

/// <summary>Finds out what <see cref="Matching"/> has to know of a line.</summary>
public sealed class MatchLine(
    Lookups lookups,
    InvoiceRows invoices,
    IOptions<PayeeSettings> payee,
    IOptions<BankSettings> bank)
{
    /// <summary>The vendor's own accounts.</summary>
    public IReadOnlySet<string> OwnAccounts { get; } =
        bank.Value.Accounts.Append(payee.Value.Account).ToHashSet(StringComparer.Ordinal);

    /// <summary>Says whose money a line is.</summary>
    public async Task<LineMatch> RunAsync(StatementLine line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        var rules = new MatchingRules(
            bank.Value.IgnoredPayers.ToHashSet(StringComparer.Ordinal),
            payee.Value.Inn,
            OwnAccounts);
        var clients = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = new HashSet<PurposeCode>();
        foreach (var code in PurposeCodes.Find(line.Purpose).Codes)
        {
            if (await lookups.FindAccountAsync(code.Account, cancellationToken) is not { } clientId)
            {
                continue;
            }

            clients[code.Account] = clientId;
            if (code.Sequence is { } sequence
                && await invoices.FindAsync(clientId, sequence, cancellationToken) is not null)
            {
                named.Add(code);
            }
        }

        var payers = Matching.IsIdentifiedByInn(line.Counterparty, rules)
            ? await lookups.OfInnAsync(line.Counterparty.Inn, cancellationToken)
            : [];
        var open = clients.Count == 0 ? await OpenInvoicesAsync(payers, cancellationToken) : [];
        var decision = Matching.Decide(line, new(rules, clients, named, payers, open));
        return new(
            decision,
            decision is MatchDecision.Credit { ClientId: var id }
                && line.Counterparty.Inn.Length > 0
                && !payers.Contains(id));
    }

    private async Task<IReadOnlyList<OpenInvoice>> OpenInvoicesAsync(
        IEnumerable<string> clientIds,
        CancellationToken cancellationToken)
    {
        var open = new List<OpenInvoice>();
        foreach (var clientId in clientIds)
        {
            var rows = await invoices.OpenAsync(clientId, cancellationToken);
            open.AddRange(rows.Select(row => new OpenInvoice(
                clientId,
                (int)row.Value.Sequence,
                row.Value.Missing)));
        }

        return open;
    }
}
