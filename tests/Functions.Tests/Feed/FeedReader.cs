using System.Text.Json.Nodes;

namespace Functions.Tests.Feed;

/// <summary>Reads the feed as others do.</summary>
internal static class FeedReader
{
    /// <summary>The events of a customer's widget account, from a number on.</summary>
    public static Task<Reply> EventsAsync(this Customer customer, long after = 0, int limit = 100) =>
        customer.WidgetAsync("GET", $"account/events?after={after}&limit={limit}");

    /// <summary>All events of a customer's widget account, once no work is left.</summary>
    public static async Task<JsonObject[]> ToldAsync(this SystemFixture fixture, Customer customer)
    {
        await fixture.Rows.QuietAsync();
        var all = new List<JsonObject>();
        for (long after = 0; ;)
        {
            var reply = (await customer.EventsAsync(after)).Is(200);
            var events = reply.At("events")!.AsArray();
            if (events.Count == 0)
            {
                return [.. all];
            }

            all.AddRange(events.Select(each => each!.AsObject()));
            after = (long)reply.At("next")!;
        }
    }

    /// <summary>What happened.</summary>
    public static string TypeOf(JsonObject told) => (string)told["event"]!["type"]!;

    /// <summary>The client, and what it is about.</summary>
    public static JsonNode DataOf(JsonObject told) => told["event"]!["data"]!;

    /// <summary>The event's number among the client's.</summary>
    public static long SequenceOf(JsonObject told) => (long)DataOf(told)["sequence"]!;
}
