using System.Text.Json;
using System.Text.Json.Serialization;
using Functions.Storage;
using Functions.Webhooks;
using Microsoft.Extensions.Options;
using StandardWebhooks;

namespace Functions.Tests.Webhooks;

/// <summary>What holds without a receiver: settings, schedule, gate, signature, stored codes.</summary>
public sealed class WebhookRulesTests
{
    private static readonly string Secret = Receiver.NewSecret();

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static TheoryData<string, string[]> Wrong => new()
    {
        { "http://crm.example.ru/", [Secret] },
        { "http://127.0.0.1/", [Secret] },
        { "ftp://crm.example.ru/", [Secret] },
        { "https://user:password@crm.example.ru/", [Secret] },
        { "https://crm.example.ru/#part", [Secret] },
        { "crm.example.ru", [Secret] },
        { "", [Secret] },
        { "https://crm.example.ru/", [] },
        { "https://crm.example.ru/", ["whsec_short"] },
        { "https://crm.example.ru/", ["whsec_AAAA"] },
        { "https://crm.example.ru/", [Secret["whsec_".Length..]] },
        { "https://crm.example.ru/", [Secret, "secret"] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_address_or_secret_stops_the_start_with_the_name_of_the_setting(string url, string[] secrets)
    {
        var settings = new WebhookSettings { Url = url, Secrets = secrets };

        var error = Assert.Throws<OptionsValidationException>(() => New(settings));

        Assert.Contains("Webhooks:0:", error.Message, StringComparison.Ordinal);
        Assert.All(secrets.Where(secret => secret.Length > 12), secret => Assert.DoesNotContain(secret, error.Message));
    }

    [Fact]
    public void An_address_is_there_once_for_each_widget_account()
    {
        var all = new WebhookSettings { Url = "https://crm.example.ru/", Secrets = [Secret] };
        var one = new WebhookSettings { Url = all.Url, Secrets = all.Secrets, Account = "widget-1" };

        Assert.Equal(2, New(all, one).All.Select(address => address.Id).Distinct().Count());
        Assert.Throws<OptionsValidationException>(() => New(all, all));
        Assert.Empty(New().All);
    }

    [Fact]
    public void Tries_go_on_for_about_three_days()
    {
        var now = DateTimeOffset.UtcNow;
        var delays = Enumerable.Range(1, 9).Select(tries => WebhookSchedule.DelayAfter(tries, now, 0)!.Value).ToArray();

        Assert.Equal(delays.Order(), delays);
        Assert.InRange(delays.Sum(delay => delay.TotalDays), 3, 3.5);
        Assert.Null(WebhookSchedule.DelayAfter(10, now, 0));
        Assert.Null(WebhookSchedule.DelayAfter(1, now.AddDays(-5), 0));
        Assert.Equal(delays[0] * 1.2, WebhookSchedule.DelayAfter(1, now, 1));
    }

    [Fact]
    public void A_receiver_has_few_calls_at_a_time_and_others_have_theirs()
    {
        var gate = new ReceiverGate(new());
        Assert.All(Enumerable.Range(0, 4), _ => Assert.True(gate.TryEnter("slow", out var _)));

        Assert.False(gate.TryEnter("slow", out var wait));
        Assert.InRange(wait.TotalSeconds, 1, 10);
        Assert.True(gate.TryEnter("other", out var _));
        gate.Leave("slow", isTaken: null);
        Assert.True(gate.TryEnter("slow", out var _));
    }

    [Fact]
    public void A_receiver_that_keeps_failing_is_left_alone_until_it_takes_one()
    {
        var gate = new ReceiverGate(new() { LongestPause = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 4; i++)
        {
            Assert.True(gate.TryEnter("broken", out var _));
            gate.Leave("broken", isTaken: false);
        }

        Assert.False(gate.TryEnter("broken", out var wait));
        Assert.InRange(wait.TotalSeconds, 4, 70);

        var patient = new ReceiverGate(new() { LongestPause = TimeSpan.Zero });
        for (var i = 0; i < 40; i++)
        {
            Assert.True(patient.TryEnter("broken", out var _));
            patient.Leave("broken", isTaken: i == 39);
        }

        Assert.True(patient.TryEnter("broken", out var _));
    }

    // The example of the specification.
    [Fact]
    public void The_package_signs_as_the_specification_says() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        new StandardWebhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").Sign(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            DateTimeOffset.FromUnixTimeSeconds(1614265330),
            """{"test": 2432232314}"""));

    [Fact]
    public void Stored_codes_stay_what_they_are()
    {
        Assert.Equal(
            "subscription-paid subscription-ended subscription-changed money-arrived invoice-issued client-changed",
            CodesOf<FeedEventType>());
        Assert.Equal("trying delivered failed", CodesOf<DeliveryStatus>());
        Assert.Equal("books-differ line-vanished", CodesOf<Finding>());
        Assert.Equal("timeout name-not-found address-refused tls connection", CodesOf<DeliveryError>());
        Assert.Equal(
            "top-up payment credentials-issued password-chosen address-changed subscriptions-ended correction return "
                + "invoice tariff-change removal renewals-on order-placed order-closed subscription-changed "
                + "client-changed abandoned",
            CodesOf<EventKind>());
    }

    private static WebhookAddresses New(params WebhookSettings[] settings) => new(settings, new());

    private static string CodesOf<T>()
        where T : struct, Enum =>
        string.Join(' ', Enum.GetValues<T>().Select(value => JsonSerializer.Serialize(value, Json).Trim('"')));
}
