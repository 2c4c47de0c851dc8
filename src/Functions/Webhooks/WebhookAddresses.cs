using Billing;
using Functions.Storage;
using Microsoft.Extensions.Options;
using StandardWebhooks;

namespace Functions.Webhooks;

/// <summary>Who is told of events.</summary>
/// <param name="Id">Stands for the address in messages and rows.</param>
/// <param name="Url">Where events are sent.</param>
/// <param name="Account">The widget account whose events are sent; null for all.</param>
/// <param name="Signers">One for each secret.</param>
public sealed record WebhookAddress(string Id, Uri Url, string? Account, IReadOnlyList<StandardWebhook> Signers)
{
    /// <summary>The address as it is shown: what stands behind a question mark may be a secret.</summary>
    public string ShownUrl => Url.GetLeftPart(UriPartial.Path);

    /// <summary>Whether it is told of an event.</summary>
    public bool Wants(FeedEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        return Account is null || Account == told.WidgetAccount;
    }
}

/// <summary>The addresses that are told of events.</summary>
public sealed class WebhookAddresses
{
    private const int Most = 20;
    private const int IdLength = 16;

    private readonly Dictionary<string, WebhookAddress> _byId;

    /// <summary>Reads the list <c>Webhooks</c>.</summary>
    /// <exception cref="OptionsValidationException">
    /// An address or a secret is none, or an address is there twice.
    /// </exception>
    public WebhookAddresses(IEnumerable<WebhookSettings> settings, WebhookNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        All = [.. settings.Select((each, index) => FromSettings(each, index, network))];
        if (All.Count > Most)
        {
            throw Invalid($"Webhooks: at most {Most} addresses.");
        }

        _byId = All.GroupBy(address => address.Id).ToDictionary(
            same => same.Key,
            same => same.Count() == 1 ? same.First() : throw Invalid("Webhooks: an address is there twice."));
    }

    /// <summary>All of them, as configured.</summary>
    public IReadOnlyList<WebhookAddress> All { get; }

    /// <summary>The address of an id; null if it is not configured any more.</summary>
    public WebhookAddress? Find(string id) => _byId.GetValueOrDefault(id);

    private static WebhookAddress FromSettings(WebhookSettings settings, int index, WebhookNetwork network)
    {
        var name = $"Webhooks:{index}";
        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url) || !IsAllowed(url, network))
        {
            throw Invalid($"{name}:Url must be an address such as https://crm.example.ru/webhooks.");
        }

        if (settings.Secrets.Length is 0 or > 4 || !settings.Secrets.All(WebhookSettings.IsSecret))
        {
            throw Invalid($"{name}:Secrets:0 must be whsec_ and base64 of 24 to 64 bytes; there can be four of them.");
        }

        var account = settings.Account.Length == 0 ? null : settings.Account;
        var id = HashedText.Key(url.AbsoluteUri, account ?? "")[..IdLength];
        return new(id, url, account, [.. settings.Secrets.Select(secret => new StandardWebhook(secret))]);
    }

    private static bool IsAllowed(Uri url, WebhookNetwork network) =>
        url is { UserInfo: "", Fragment: "" }
        && (url.Scheme == Uri.UriSchemeHttps
            || (network.AllowsThisMachine && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static OptionsValidationException Invalid(string message) =>
        new(nameof(WebhookAddresses), typeof(WebhookSettings), [message]);
}
