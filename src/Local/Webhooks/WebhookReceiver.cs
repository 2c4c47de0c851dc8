using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Local;

/// <summary>An event that was sent here, with a signature that fits.</summary>
/// <param name="At">When it arrived, real time.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Event">What was sent.</param>
public sealed record ReceivedEvent(DateTimeOffset At, string Id, JsonNode Event);

/// <summary>
/// A receiver of webhooks, such as the CRM's back end would have: it checks the signature, and keeps what came. Safe
/// for use by many threads.
/// </summary>
public sealed class WebhookReceiver
{
    private const int MostKept = 200;

    private readonly Lock _access = new();
    private readonly List<ReceivedEvent> _events = [];
    private readonly StandardWebhook _webhook;

    /// <summary>A receiver with a new secret.</summary>
    public WebhookReceiver() => _webhook = new(Secret);

    /// <summary>What events have to be signed with.</summary>
    public string Secret { get; } = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The last events, newest first; one that came twice is there once.</summary>
    public IReadOnlyList<ReceivedEvent> Events
    {
        get
        {
            lock (_access)
            {
                return [.. Enumerable.Reverse(_events)];
            }
        }
    }

    /// <summary>Takes an event if its signature fits.</summary>
    public bool TryTake(string body, IHeaderDictionary headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        try
        {
            _webhook.Verify(body, headers);
        }
        catch (WebhookVerificationException)
        {
            return false;
        }

        var received = new ReceivedEvent(
            DateTimeOffset.UtcNow,
            headers["webhook-id"].ToString(),
            JsonNode.Parse(body)!);
        lock (_access)
        {
            if (_events.All(each => each.Id != received.Id))
            {
                _events.Add(received);
            }

            if (_events.Count > MostKept)
            {
                _events.RemoveAt(0);
            }
        }

        return true;
    }
}
