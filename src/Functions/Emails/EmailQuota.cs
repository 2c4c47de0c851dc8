using Billing;
using Functions.Http;
using Functions.Storage;
using Microsoft.Extensions.Options;

namespace Functions.Emails;

/// <summary>
/// How many e-mails with a password or a link may be asked for in a business day: by one widget account, and to one
/// address. Without it the product would write to anybody, as often as somebody likes, and use up the mail service's
/// limits. All instances share the counters.
/// </summary>
public sealed class EmailQuota(Tables tables, IOptions<EmailLimits> limits, TimeProvider time)
{
    private const string OfAccount = "emails-of-account";
    private const string ToAddress = "emails-to-address";

    // Of as many calls at once one is counted in each round.
    private const int Attempts = 50;

    private DateOnly Today => BusinessDay.FromInstant(time.GetUtcNow());

    /// <summary>Reads the counters, so that a call can be refused before it does anything.</summary>
    /// <param name="widgetAccount">Who asks; null if it is not the widget.</param>
    /// <param name="address">Where the e-mail goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AskedEmails> LoadAsync(
        string? widgetAccount,
        string address,
        CancellationToken cancellationToken)
    {
        string[] ofAccount = widgetAccount is null ? [] : [widgetAccount];
        return new(await Task.WhenAll([
            LoadCounterAsync(ToAddress, HashedText.Key(MailboxOf(address)), cancellationToken),
            .. ofAccount.Select(account => LoadCounterAsync(OfAccount, HashedText.Key(account), cancellationToken)),
        ]));
    }

    /// <summary>The refusal, if a limit is reached.</summary>
    public Problem? Check(AskedEmails asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Counters.All(IsFree) ? null : Refusal;
    }

    /// <summary>Counts one more, unless other calls have reached a limit since.</summary>
    /// <returns>The refusal, if they have.</returns>
    /// <exception cref="BusyException">Too many calls count at once.</exception>
    public async Task<Problem?> CountAsync(AskedEmails asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var counted = await Task.WhenAll(asked.Counters.Select(counter => TryCountAsync(counter, cancellationToken)));
        return Array.TrueForAll(counted, isCounted => isCounted) ? null : Refusal;
    }

    private Problem Refusal => Problems.TooManyEmails(BusinessDay.EndOf(Today) - time.GetUtcNow());

    private async Task<EmailCounter> LoadCounterAsync(
        string partition,
        string key,
        CancellationToken cancellationToken) =>
        new(partition, key, await tables.Limits.FindAsync<DailyCount>(partition, key, cancellationToken));

    private async Task<bool> TryCountAsync(EmailCounter counter, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts && IsFree(counter); attempt++)
        {
            var count = new DailyCount(Today, CountOf(counter) + 1);
            var isCounted = counter.Row is { } row
                ? await tables.Limits.TryUpdateAsync(row, count, cancellationToken) is not null
                : await tables.Limits.TryAddAsync(counter.Partition, counter.Key, count, cancellationToken);
            if (isCounted)
            {
                return true;
            }

            counter = await LoadCounterAsync(counter.Partition, counter.Key, cancellationToken);
        }

        return IsFree(counter) ? throw new BusyException("Too many calls count e-mails at once.") : false;
    }

    private bool IsFree(EmailCounter counter) => CountOf(counter)
        < (counter.Partition == OfAccount ? limits.Value.PerAccountAndDay : limits.Value.PerAddressAndDay);

    private int CountOf(EmailCounter counter) => counter.Row is { Value: { } count } && count.Day == Today
        ? count.Count
        : 0;

    // Most services deliver what is addressed to name+anything to name.
    private static string MailboxOf(string address)
    {
        var at = address.LastIndexOf('@');
        return (address[..at].Split('+')[0] + address[at..]).ToLowerInvariant();
    }
}

/// <summary>The counters of an e-mail that is asked for, as they were read.</summary>
public sealed record AskedEmails(IReadOnlyList<EmailCounter> Counters);

/// <summary>One counter; without a row, nothing was ever counted.</summary>
public sealed record EmailCounter(string Partition, string Key, Stored<DailyCount>? Row);
