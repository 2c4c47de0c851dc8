using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace Functions.Tests.Webhooks;

/// <summary>A call that a receiver got.</summary>
/// <param name="Body">What was sent.</param>
/// <param name="Headers">With which headers.</param>
public sealed record ReceivedCall(string Body, IHeaderDictionary Headers)
{
    /// <summary>The event's id.</summary>
    public string Id => Headers["webhook-id"].ToString();

    /// <summary>The signatures of the call.</summary>
    public IReadOnlyList<string> Signatures => Headers["webhook-signature"].ToString().Split(' ');

    /// <summary>Whether a secret's signature is among those of the call.</summary>
    public bool IsSignedWith(string secret) => Signatures.Any(signature => IsOf(secret, signature));

    // One by one: of several the package looks at the first alone.
    private bool IsOf(string secret, string signature)
    {
        var headers = new HeaderDictionary(Headers.ToDictionary()) { ["webhook-signature"] = signature };
        try
        {
            new StandardWebhook(secret).Verify(Body, headers);
            return true;
        }
        catch (WebhookVerificationException)
        {
            return false;
        }
    }
}

/// <summary>Somebody who is told of events, on this machine, and does with them what a test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedCall> _calls = [];

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public Uri Url => new(new Uri(_app.Urls.Single()), "/hooks?key=hidden");

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>What it got, oldest first.</summary>
    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    /// <summary>A new secret.</summary>
    public static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

    /// <summary>Starts one on a free port.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>The calls about a customer, oldest first.</summary>
    public IReadOnlyList<ReceivedCall> Of(Customer customer) =>
        [.. Calls.Where(call => call.Body.Contains(customer.ClientId, StringComparison.Ordinal))];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
        _calls.Enqueue(new(body, headers));
        await Answer(context);
    }
}
