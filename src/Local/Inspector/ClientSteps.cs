using Billing;
using Functions.Http;
using Functions.Storage;

namespace Local;

/// <summary>What a client's steps left in the table Clients, read from the rows themselves.</summary>
internal sealed class ClientSteps(Tables tables)
{
    private const int Most = 100;

    /// <summary>Steps, newest first: events with their entry and e-mails, and e-mails of their own.</summary>
    public async Task<IReadOnlyList<StepView>> ReadAsync(string clientId, CancellationToken cancellationToken)
    {
        var events = await ListAsync<EventRecord>(clientId, RowKeys.Events, cancellationToken);
        var entries = (await ListAsync<Entry>(clientId, RowKeys.Entries, cancellationToken))
            .ToDictionary(row => row.Value.Number, row => row.Value);
        var emails = await ListAsync<Email>(clientId, RowKeys.Emails, cancellationToken);
        var announced = events.ToLookup(row => row, row => emails.Where(email => Follows(email.Value, row.Value)))
            .ToDictionary(group => group.Key, group => group.SelectMany(found => found).ToArray());
        var alone = emails.Except(announced.Values.SelectMany(found => found));
        return
        [
            .. events
                .Select(row => StepOf(row, row.Value.Entry is { } number ? entries.GetValueOrDefault(number) : null,
                    announced[row]))
                .Concat(alone.Select(row => new StepView(
                    $"Письмо «{row.Value.Kind.Text()}»",
                    row.Value.CreatedAt,
                    row.Value.IsFinished,
                    [RowTexts.Of(row.Value)])))
                .OrderByDescending(step => step.At)
                .Take(Most),
        ];
    }

    private static StepView StepOf(Stored<EventRecord> row, Entry? entry, Stored<Email>[] emails) => new(
        RowTexts.TitleOf(row.Value.Kind),
        row.Value.At,
        row.Value.IsFollowed && emails.All(email => email.Value.IsFinished),
        [
            .. entry is null ? Array.Empty<RowView>() : [RowTexts.Of(entry)],
            RowTexts.Of(row.RowKey, row.Value),
            .. emails.Select(email => RowTexts.Of(email.Value)),
        ]);

    private static bool Follows(Email email, EventRecord @event) =>
        (@event.EmailId is { } id && email.Id == id)
        || (@event.Entry is { } entry && email.Entry == entry)
        || (@event.Day is { } day && email.Day == day && email.Kind is EmailKind.SubscriptionsEnded);

    private async Task<List<Stored<T>>> ListAsync<T>(
        string clientId,
        string prefix,
        CancellationToken cancellationToken)
        where T : class
    {
        var rows = new List<Stored<T>>();
        var range = RowRange.WithPrefix(clientId, prefix);
        await foreach (var row in tables.Clients.QueryAsync<T>(range, null, cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
