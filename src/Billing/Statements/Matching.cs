namespace Billing;

/// <summary>Whose money a line is: a closed set of cases.</summary>
public abstract record MatchDecision
{
    private MatchDecision()
    {
    }

    /// <summary>A client's.</summary>
    /// <param name="ClientId">Whose.</param>
    /// <param name="InvoiceSequence">The invoice that it is for, where that is known.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Credit(string ClientId, int? InvoiceSequence, CreditReason Reason) : MatchDecision;

    /// <summary>Not known: it goes to suspense.</summary>
    public sealed record Suspend(SuspenseReason Reason) : MatchDecision;

    /// <summary>Nobody's.</summary>
    public sealed record Ignore(IgnoreReason Reason) : MatchDecision;
}

/// <summary>
/// Finds whose money came in, in this order: a code of ours in the purpose; the payer's ИНН and the sum of exactly one
/// open invoice; the ИНН of exactly one client; else suspense. A code wins over the ИНН, because companies pay for each
/// other.
/// </summary>
public static class Matching
{
    // A bank's own accounts, through which the money of many passes (план счетов, Положение Банка России 809-П): the
    // ИНН beside them is the bank's.
    private static readonly string[] TransitAccounts = ["301", "302", "303", "409", "474"];

    /// <summary>Decides one line.</summary>
    /// <param name="line">Money that came in.</param>
    /// <param name="context">What is known.</param>
    /// <exception cref="ArgumentException">The line is not a credit.</exception>
    public static MatchDecision Decide(StatementLine line, MatchingContext context)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(context);
        if (!line.IsCredit)
        {
            throw new ArgumentException("Only money that came in is matched.", nameof(line));
        }

        var codes = PurposeCodes.Find(line.Purpose);
        return Ignored(line.Counterparty, context.Rules)
            ?? ByCode(codes.Codes, context)
            ?? (IsIdentifiedByInn(line.Counterparty, context.Rules) ? ByInn(line.Amount, context) : null)
            ?? new MatchDecision.Suspend(Unmatched(codes));
    }

    /// <summary>
    /// Whether the payer's ИНН says whose money it is: not an empty one, a bank's, nor the vendor's own.
    /// </summary>
    public static bool IsIdentifiedByInn(Counterparty payer, MatchingRules rules)
    {
        ArgumentNullException.ThrowIfNull(payer);
        ArgumentNullException.ThrowIfNull(rules);
        return payer.Inn.Length > 0
            && payer.Inn != rules.OwnInn
            && !TransitAccounts.Any(prefix => payer.Account.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static MatchDecision.Ignore? Ignored(Counterparty payer, MatchingRules rules) =>
        rules.OwnAccounts.Contains(payer.Account) ? new(IgnoreReason.OwnTransfer)
        : payer.Inn.Length > 0 && rules.IgnoredInns.Contains(payer.Inn) ? new(IgnoreReason.IgnoredPayer)
        : null;

    /// <summary>An account that nobody has is no client's: it neither decides nor stands in the way of one.</summary>
    private static MatchDecision? ByCode(IReadOnlyList<PurposeCode> codes, MatchingContext context)
    {
        var found = codes.Where(code => context.ClientsByAccount.ContainsKey(code.Account)).ToList();
        var clients = found.Select(code => context.ClientsByAccount[code.Account]).Distinct().ToList();
        if (clients.Count != 1)
        {
            return clients.Count == 0 ? null : new MatchDecision.Suspend(SuspenseReason.SeveralCodes);
        }

        // Of two invoices none is named: the money is the account's, and it takes what fits.
        var invoices = found.Where(context.Invoices.Contains).ToList();
        return invoices.Count == 1
            ? new MatchDecision.Credit(clients[0], invoices[0].Sequence, CreditReason.ByInvoice)
            : new MatchDecision.Credit(clients[0], null, CreditReason.ByAccount);
    }

    private static MatchDecision? ByInn(Money amount, MatchingContext context)
    {
        var invoices = context.OpenInvoices.Where(invoice => invoice.Missing == amount).ToList();
        return invoices.Count == 1
            ? new MatchDecision.Credit(invoices[0].ClientId, invoices[0].Sequence, CreditReason.ByInnAndSum)
            : context.PayersClients.Distinct().ToList() switch
            {
                [] => null,
                [var client] => new MatchDecision.Credit(client, null, CreditReason.ByInn),
                _ => new MatchDecision.Suspend(SuspenseReason.SeveralClients),
            };
    }

    private static SuspenseReason Unmatched(PurposeCodes codes) =>
        codes.Codes.Count > 0 ? SuspenseReason.UnknownAccount
        : codes.NearMisses.Count > 0 ? SuspenseReason.WrongCode
        : SuspenseReason.NoMatch;
}
