using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Feed;

/// <summary>What others read of the feed.</summary>
public sealed class FeedQueries(FeedRows feed)
{
    // A client with 500 numbers has a payload of some 100 KB: an answer holds as many as are quick to get.
    private const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The events of all clients.</summary>
    public Task<Outcome> AllAsync(FeedRequest request, CancellationToken cancellationToken) =>
        ReadAsync(FeedRows.All, request, cancellationToken);

    /// <summary>The events of a widget account's clients.</summary>
    public Task<Outcome> OfAccountAsync(
        string widgetAccount,
        FeedRequest request,
        CancellationToken cancellationToken) =>
        ReadAsync(FeedRows.PartitionOf(widgetAccount), request, cancellationToken);

    private async Task<Outcome> ReadAsync(
        string partition,
        FeedRequest request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var errors = new FieldErrors();
        var (after, limit) = request.Read(errors);
        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        var events = new List<FeedEventBody>();
        var bytes = 0;
        await foreach (var told in feed.AfterAsync(partition, after, limit, cancellationToken))
        {
            var payload = EventPayload.Unpack(told);
            events.Add(new(told.Number, new(payload)));
            bytes += payload.Length;
            if (events.Count == limit || bytes > MaxBytes)
            {
                break;
            }
        }

        return Outcome.Ok(new FeedBody(events, events.Count == 0 ? after : events[^1].Number));
    }
}
