using System.Text.Json.Nodes;
using Functions.Tests.Feed;

namespace Functions.Tests.Webhooks;

/// <summary>Receivers are told of events, whatever they do with them.</summary>
public sealed class WebhookTests(WebhookFixture fixture) : IClassFixture<WebhookFixture>
{
    [Fact]
    public async Task A_receiver_gets_each_event_once_signed_with_both_secrets_as_the_feed_has_it()
    {
        var customer = await fixture.NewToldCustomerAsync();
        (await customer.TopUpAsync("900.00")).Is(201);
        await fixture.QuietAsync();

        var calls = fixture.Receiver.Of(customer);

        var told = await fixture.ToldAsync(customer);
        Assert.Equal(2, calls.Count);
        Assert.Equal(
            told.Select(each => each["event"]!.ToJsonString()).Order(StringComparer.Ordinal),
            calls.Select(call => JsonNode.Parse(call.Body)!.ToJsonString()).Order(StringComparer.Ordinal));
        Assert.All(calls, call =>
        {
            Assert.All(WebhookFixture.Secrets, secret => Assert.True(call.IsSignedWith(secret)));
            Assert.False(call.IsSignedWith(Receiver.NewSecret()));
            Assert.Equal(2, call.Signatures.Count);
            Assert.Equal((string?)JsonNode.Parse(call.Body)!["id"], call.Id);
            Assert.Equal("application/json; charset=utf-8", call.Headers.ContentType.ToString());
            Assert.False(call.Headers.ContainsKey("traceparent"));
        });
        var log = await fixture.LogAsync(customer);
        Assert.All(log, each => Assert.Equal("delivered", (string?)each["status"]));
        Assert.DoesNotContain("hidden", (string?)log[0]["url"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_has_the_same_bytes()
    {
        var customer = await fixture.NewToldCustomerAsync();

        var feed = (await customer.EventsAsync()).Is(200);

        var call = Assert.Single(fixture.Receiver.Of(customer));
        Assert.Contains($"\"event\":{call.Body}", feed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_of_one_widget_account_hears_of_no_other()
    {
        var other = await fixture.NewToldCustomerAsync();
        var own = await fixture.OwnCustomerAsync();

        Assert.NotEmpty(fixture.Particular.Of(own));
        Assert.Empty(fixture.Particular.Of(other));
        Assert.NotEmpty(fixture.Receiver.Of(own));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(410)]
    public async Task A_receiver_that_does_not_take_an_event_gets_it_again_with_the_same_id(int status)
    {
        var customer = await fixture.NewToldCustomerAsync();
        var refusals = 2;
        fixture.Receiver.Answer = context =>
        {
            context.Response.StatusCode = Interlocked.Decrement(ref refusals) >= 0 ? status : 204;
            context.Response.Headers.Location = fixture.Particular.Url.ToString();
            return Task.CompletedTask;
        };

        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        var calls = fixture.Receiver.Of(customer).Skip(1).ToArray();
        Assert.Equal(3, calls.Length);
        Assert.Single(calls.Select(call => call.Id).Distinct());
        Assert.Single(calls.Select(call => call.Body).Distinct());
        Assert.Empty(fixture.Particular.Of(customer));
        var newest = (await fixture.LogAsync(customer))[0];
        Assert.Equal("delivered", (string?)newest["status"]);
        var attempts = newest["attempts"]!.AsArray();
        Assert.Equal([1, 2, 3], attempts.Select(attempt => (int)attempt!["number"]!));
        Assert.Equal([status, status, 204], attempts.Select(attempt => (int)attempt!["status"]!));
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_no_other()
    {
        var customer = await fixture.OwnCustomerAsync();
        var release = new TaskCompletionSource();
        fixture.Receiver.Answer = context => release.Task.WaitAsync(context.RequestAborted);

        var before = fixture.Particular.Of(customer).Count;
        for (var i = 0; i < 8; i++)
        {
            (await customer.TopUpAsync("1.00")).Is(201);
        }

        await Eventually.IsAsync(
            () => fixture.Particular.Of(customer).Count == before + 8,
            "The other receiver has all events.");
        await Eventually.IsAsync(
            async () => (await fixture.LogAsync(customer)).Any(HasTimeout),
            "The receiver that hangs is said to have no answer.");
        release.SetResult();
        fixture.Mend();
        await fixture.QuietAsync();

        Assert.All(
            await fixture.LogAsync(customer),
            each => Assert.Equal("delivered", (string?)each["status"]));
        Assert.Equal(
            fixture.Particular.Of(customer).Select(call => call.Id).Distinct().Order(StringComparer.Ordinal),
            fixture.Receiver.Of(customer).Select(call => call.Id).Distinct().Order(StringComparer.Ordinal));

        static bool HasTimeout(JsonObject delivery) =>
            delivery["attempts"]!.AsArray().Any(attempt => (string?)attempt!["error"] == "timeout");
    }

    [Fact]
    public async Task A_receiver_that_breaks_the_connection_is_tried_again()
    {
        var customer = await fixture.NewToldCustomerAsync();
        var breaks = 1;
        fixture.Receiver.Answer = context =>
        {
            if (Interlocked.Decrement(ref breaks) >= 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        };

        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        var attempts = (await fixture.LogAsync(customer))[0]["attempts"]!.AsArray();
        Assert.Equal(
            ["connection", null],
            attempts.Select(attempt => (string?)attempt!["error"]));
    }

    [Fact]
    public async Task What_a_receiver_answers_is_not_read_beyond_its_status()
    {
        var customer = await fixture.NewToldCustomerAsync();
        var written = 0L;
        fixture.Receiver.Answer = async context =>
        {
            var chunk = new byte[64 * 1024];
            try
            {
                while (written < 200_000_000)
                {
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                    written += chunk.Length;

                    // The server hears that the product has hung up a moment after it takes writes to nowhere.
                    await Task.Delay(1, context.RequestAborted);
                }
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // The product has hung up.
            }
        };

        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        Assert.Equal("delivered", (string?)(await fixture.LogAsync(customer))[0]["status"]);
        Assert.InRange(written, 0, 50_000_000);
    }

    [Fact]
    public async Task After_every_try_failed_an_operator_has_it_sent_again()
    {
        var customer = await fixture.NewToldCustomerAsync();
        fixture.Receiver.Answer = context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        var failed = Assert.Single(await fixture.LogAsync(customer, "status=failed"));
        Assert.Equal(10, failed["attempts"]!.AsArray().Count);
        var failure = Assert.Single(await FailuresAsync(customer));
        Assert.Equal("webhooks", (string?)failure!["queue"]);
        Assert.Contains("10 tries; the last answer: 503", (string?)failure["reason"], StringComparison.Ordinal);

        fixture.Mend();
        (await fixture.Api.AutomateAsync("POST", $"failures/{failure["id"]}/retry")).Is(202);
        await fixture.QuietAsync();
        Assert.Empty(await fixture.LogAsync(customer, "status=failed"));
        var calls = fixture.Receiver.Of(customer).Count;
        (await fixture.Api.AutomateAsync("POST", $"failures/{failure["id"]}/retry")).Is(202);
        await fixture.QuietAsync();
        Assert.Equal(calls, fixture.Receiver.Of(customer).Count);
    }

    [Fact]
    public async Task An_operator_has_any_event_sent_again_and_the_log_says_who()
    {
        var customer = await fixture.NewToldCustomerAsync();
        var delivery = Assert.Single(await fixture.LogAsync(customer));
        var id = (string)delivery["id"]!;

        (await fixture.RetryAsync(id)).Is(202);
        await fixture.QuietAsync();

        var calls = fixture.Receiver.Of(customer);
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0].Id, calls[1].Id);
        var after = Assert.Single(await fixture.LogAsync(customer));
        Assert.Equal(("delivered", "Иванова Анна"), ((string?)after["status"], (string?)after["retriedBy"]));
        Assert.NotNull(after["retriedAt"]);
        (await fixture.RetryAsync(id, "")).IsProblem(422, "validation-failed", "operator");
        (await fixture.RetryAsync("none")).IsProblem(404, "not-found");
        (await fixture.RetryAsync(new string('0', 100))).IsProblem(404, "not-found");
        (await fixture.Api.AutomateAsync("GET", "operator/webhook-deliveries?status=lost"))
            .IsProblem(422, "validation-failed", "status");
        Assert.Equal(401, (await customer.WidgetAsync("GET", "operator/webhook-deliveries")).Status);
    }

    [Fact]
    public async Task The_log_has_pages_the_newest_event_first()
    {
        var customer = await fixture.NewToldCustomerAsync();
        (await customer.TopUpAsync("1.00")).Is(201);
        await fixture.QuietAsync();

        var first = (await fixture.Api.AutomateAsync("GET", "operator/webhook-deliveries?limit=1")).Is(200);
        var second = (await fixture.Api.AutomateAsync(
            "GET",
            $"operator/webhook-deliveries?limit=1&after={first["next"]}")).Is(200);

        Assert.Equal("money-arrived", first["deliveries.0.type"]);
        Assert.True((long)first.At("deliveries.0.number")! > (long)second.At("deliveries.0.number")!);
    }

    private async Task<JsonNode?[]> FailuresAsync(Customer customer) =>
    [
        .. (await fixture.Api.AutomateAsync("GET", "failures?limit=200")).Is(200).At("failures")!.AsArray()
            .Where(each => (string?)each!["clientId"] == customer.ClientId),
    ];
}
