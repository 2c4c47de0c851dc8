namespace Billing;

/// <summary>What has to be known to match one line.</summary>
/// <param name="Rules">Configuration.</param>
/// <param name="ClientsByAccount">
/// The clients of the accounts that the line's <see cref="PurposeCodes"/> name, by number; unknown ones are not there.
/// </param>
/// <param name="Invoices">Those invoices that the codes name and that exist, whatever their state.</param>
/// <param name="PayersClients">The ids of all clients that have the payer's ИНН.</param>
/// <param name="OpenInvoices">The invoices of <paramref name="PayersClients"/> that are not paid in full.</param>
public sealed record MatchingContext(
    MatchingRules Rules,
    IReadOnlyDictionary<string, string> ClientsByAccount,
    IReadOnlySet<PurposeCode> Invoices,
    IReadOnlyList<string> PayersClients,
    IReadOnlyList<OpenInvoice> OpenInvoices);

/// <summary>Whose money is nobody's, or not told by the payer's ИНН.</summary>
/// <param name="IgnoredInns">Payers whose money is ignored, as banks that settle card payments.</param>
/// <param name="OwnInn">The vendor's own.</param>
/// <param name="OwnAccounts">The vendor's own, 20 digits each.</param>
public sealed record MatchingRules(IReadOnlySet<string> IgnoredInns, string OwnInn, IReadOnlySet<string> OwnAccounts);

/// <summary>An invoice that is not paid in full.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="Sequence">Its number behind the account's.</param>
/// <param name="Missing">What is not paid yet.</param>
public sealed record OpenInvoice(string ClientId, int Sequence, Money Missing);
