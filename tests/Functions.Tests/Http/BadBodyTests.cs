using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Functions.Tests.Http;

public sealed class BadBodyTests(OneCustomerFixture fixture) : IClassFixture<OneCustomerFixture>
{
    private const int Limit = 64 * 1024;

    // FUNCTIONS_REQUEST_BODY_SIZE_LIMIT.
    private const int HostLimit = 21 * 1024 * 1024;

    private static readonly string[] FunctionsWithoutBody =
    [
        "CancelOrder", "CancelOwnOrder", "SendCredentials", "RenewSession", "RetryFailure", "PostInvoiceVoid",
        "PostOwnInvoiceVoid", "PostStatement",
    ];

    private static readonly string?[] OtherMediaTypes =
    [
        null,
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=windows-1251",
        "application/jsonp",
        "json",
        ";",
    ];

    private static readonly string DeepNest =
        string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);

    private static readonly Dictionary<string, byte[]> MalformedTexts = new()
    {
        ["nothing"] = [],
        ["no JSON"] = "not json"u8.ToArray(),
        ["an open brace"] = "{"u8.ToArray(),
        ["null"] = "null"u8.ToArray(),
        ["a list"] = "[]"u8.ToArray(),
        ["a text"] = "\"text\""u8.ToArray(),
        ["a number"] = "1"u8.ToArray(),
        ["two objects"] = "{}{}"u8.ToArray(),
        ["a comment"] = "{/* */}"u8.ToArray(),
        ["a comma at the end"] = "{\"login\":\"a\",}"u8.ToArray(),
        ["a form of a page"] = "login=a&password=b"u8.ToArray(),
        ["XML"] = "<?xml version=\"1.0\"?><a/>"u8.ToArray(),
        ["UTF-16"] = Encoding.Unicode.GetBytes("{}"),
        ["bytes that are no UTF-8"] = [.. "{\""u8, 0xff, 0xfe, .. "\":1}"u8],
        ["a deep nest"] = Encoding.ASCII.GetBytes(DeepNest),
    };

    public static MatrixTheoryData<string, string> MalformedBodies => new(ValidBodies.Keys, MalformedTexts.Keys);

    public static TheoryData<string> Calls => new(ValidBodies.Keys);

    public static TheoryData<string, string> Fields =>
        new(ValidBodies.SelectMany(call => call.Value(null).Select(entry => (call.Key, entry.Key))));

    // A valid body of every call that has one, by function.
    private static Dictionary<string, Func<Customer?, JsonObject>> ValidBodies { get; } = new()
    {
        ["SubmitClient"] = _ => Forms.Organization("somebody@example.com"),
        ["PatchClient"] = _ => Changes(),
        ["PatchOwnClient"] = _ => Changes(),
        ["PatchAnyClient"] = _ => Changes(),
        ["PutConnection"] = _ => new() { ["tariff"] = "extended" },
        ["PostConnection"] = _ => new() { ["phone"] = Customer.Phone, ["tariff"] = "extended" },
        ["RemoveConnection"] = _ => new() { ["phone"] = "+79009999999" },
        ["PostTerms"] = _ => new() { ["items"] = Items() },
        ["PostQuote"] = _ => new() { ["phone"] = Customer.Phone, ["tariff"] = "base", ["months"] = 1 },
        ["PostPayment"] = customer => Forms.Payment(Customer.Phone, "base", 1, "3000.00", customer?.Password ?? ""),
        ["PreviewTariffChange"] = _ => new() { ["phone"] = Customer.Phone, ["tariff"] = "extended" },
        ["PostTariffChange"] = customer => new()
        {
            ["phone"] = Customer.Phone,
            ["tariff"] = "extended",
            ["direction"] = "debit",
            ["amount"] = Amount(),
            ["password"] = customer?.Password,
        },
        ["PreviewRemoval"] = _ => new() { ["phone"] = Customer.Phone },
        ["PostRemoval"] = customer =>
            new() { ["phone"] = Customer.Phone, ["amount"] = Amount(), ["password"] = customer?.Password },
        ["PostOrder"] = customer => new() { ["password"] = customer?.Password },
        ["PostOwnOrder"] = customer => new() { ["password"] = customer?.Password },
        ["PostRenewals"] = customer =>
            new() { ["phones"] = new JsonArray(Customer.Phone), ["password"] = customer?.Password },
        ["StopRenewals"] = _ => new() { ["phones"] = new JsonArray(Customer.Phone) },
        ["PostTopUp"] = customer =>
            Forms.TopUp(customer?.AccountNumber ?? "", "1.00", "bad-body", DateTimeOffset.UnixEpoch.AddYears(50)),
        ["PostInvoice"] = _ => new() { ["amount"] = Amount() },
        ["PostOwnInvoice"] = _ => new() { ["items"] = new JsonArray(InvoiceItem()) },
        ["PostCorrection"] = _ => OfOperator(new() { ["entry"] = 1, ["amount"] = Amount() }),
        ["PostReturn"] = _ => OfOperator(new() { ["entry"] = 1, ["amount"] = Amount() }),
        ["AssignMoney"] = customer =>
            OfOperator(new() { ["accountNumber"] = customer?.AccountNumber, ["amount"] = Amount() }),
        ["ReturnSuspense"] = _ => OfOperator([]),
        ["DismissSuspense"] = _ => OfOperator([]),
        ["BounceSuspense"] = customer =>
            OfOperator(new() { ["accountNumber"] = customer?.AccountNumber, ["entry"] = 1 }),
        ["CloseFailure"] = _ => OfOperator([]),
        ["RetryWebhookDelivery"] = _ => new() { ["operator"] = "Иванова Анна" },
        ["PostClaim"] = _ => new() { ["number"] = "45", ["date"] = "2026-11-22", ["amount"] = Amount() },
        ["LogIn"] = customer => new() { ["login"] = customer?.Login, ["password"] = customer?.Password },
        ["ChangePassword"] = customer =>
            new() { ["currentPassword"] = customer?.Password, ["newPassword"] = "another password" },
        ["AskForReset"] = customer => new() { ["login"] = customer?.Login },
        ["CheckReset"] = _ => new() { ["token"] = "a.b" },
        ["ConfirmReset"] = _ => new() { ["token"] = "a.b", ["newPassword"] = "another password" },
    };

    private static JsonArray Items() => [new JsonObject { ["phone"] = Customer.Phone, ["tariff"] = "base" }];

    private static JsonObject Amount() => new() { ["amount"] = "1.00", ["currency"] = "RUB" };

    private static JsonObject InvoiceItem() =>
        new() { ["phone"] = Customer.Phone, ["tariff"] = "base", ["months"] = 1 };

    private static JsonObject OfOperator(JsonObject body)
    {
        body["reason"] = "проверка";
        body["operator"] = "Иванова Анна";
        return body;
    }

    // They change nothing.
    private static JsonObject Changes()
    {
        var known = Forms.Organization("");
        return new()
        {
            ["inn"] = known["inn"]!.DeepClone(),
            ["name"] = known["name"]!.DeepClone(),
            ["bank"] = known["bank"]!.DeepClone(),
            ["contact"] = new JsonObject { ["phone"] = "+74951234567" },
            ["consent"] = known["consent"]!.DeepClone(),
        };
    }

    [Fact]
    public void Every_call_with_a_body_is_tested() =>
        Assert.Equal(
            ApiCall.All.Values
                .Where(call => call.Method != "GET")
                .Select(call => call.Function)
                .Except(FunctionsWithoutBody)
                .Order(),
            ValidBodies.Keys.Order());

    [Theory]
    [MemberData(nameof(MalformedBodies))]
    public async Task A_body_that_is_no_object_of_JSON_is_refused(string function, string body) =>
        (await SendAsync(function, Content(MalformedTexts[body]))).IsProblem(400, "malformed-body");

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_of_another_type_is_refused(string function, string field)
    {
        foreach (var value in new[] { "[[]]", "true", "{\"a\":{}}", "1.5e300", "\"\\ud800\"" })
        {
            var body = ValidBodies[function](fixture.Customer);
            body[field] = "here";
            var text = body.ToJsonString().Replace("\"here\"", value, StringComparison.Ordinal);

            var reply = await SendAsync(function, Content(Encoding.UTF8.GetBytes(text)));

            // A bank of unknown fields only counts as none, so these are other requisites of an existing client.
            var isRefusal = reply.Code is "malformed-body" or "validation-failed"
                || (field == "bank" && reply.Code is "client-exists")

                // Of a part with unknown fields only, nothing changes.
                || (function.StartsWith("Patch", StringComparison.Ordinal) && reply.Status == 200);
            Assert.True(isRefusal, $"{value}: {reply.Status} {reply.Text}");
        }
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_of_bytes_that_are_no_text_is_refused(string function, string field)
    {
        var body = ValidBodies[function](fixture.Customer);
        body[field] = "here";
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        bytes[bytes.AsSpan().IndexOf("here"u8)] = 0xff;

        var reply = await SendAsync(function, Content(bytes));

        Assert.True(reply.Code is "malformed-body", $"{reply.Status} {reply.Text}");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_field_that_comes_twice_is_refused(string function)
    {
        var text = ValidBodies[function](fixture.Customer).ToJsonString();
        var duplicate = text[..^1] + "," + text[1..];

        (await SendAsync(function, Content(Encoding.UTF8.GetBytes(duplicate)))).IsProblem(400, "malformed-body");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_body_over_the_limit_is_refused(string function)
    {
        var body = ValidBodies[function](fixture.Customer).ToJsonString();

        foreach (var length in new[] { Limit + 1, 16 * Limit })
        {
            var reply = await SendAsync(function, Content(Encoding.UTF8.GetBytes(body.PadRight(length))));

            reply.IsProblem(413, "body-too-large");
        }
    }

    [Fact]
    public async Task A_body_that_would_fill_the_memory_is_refused_before_it_is_read()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var connection = new TcpClient();
        await connection.ConnectAsync(fixture.System.Url.Host, fixture.System.Url.Port, cancellationToken);
        await using var stream = connection.GetStream();
        var head = $"POST /api/cabinet/session HTTP/1.1\r\nHost: {fixture.System.Url.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {HostLimit + 1}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);

        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 500", await reader.ReadLineAsync(cancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_body_of_another_media_type_is_refused(string function)
    {
        var body = Encoding.UTF8.GetBytes(ValidBodies[function](fixture.Customer).ToJsonString());

        foreach (var mediaType in OtherMediaTypes)
        {
            (await SendAsync(function, Content(body, mediaType))).IsProblem(415, "unsupported-media-type");
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_body_without_a_length_is_refused(string function)
    {
        var body = Content(Encoding.UTF8.GetBytes(ValidBodies[function](fixture.Customer).ToJsonString()));

        (await SendAsync(function, new ContentWithoutLength(body))).IsProblem(411, "length-required");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("Application/JSON; charset=\"utf-8\"")]
    [InlineData("application/json; charset=utf8")]
    public async Task The_media_type_of_JSON_is_accepted_in_any_spelling(string mediaType)
    {
        var body = Encoding.UTF8.GetBytes(Organization().PadRight(Limit));

        (await fixture.Customer.WidgetAsync("POST", "clients", Content(body, mediaType))).Is(200);
    }

    [Fact]
    public async Task A_byte_order_mark_before_JSON_is_skipped()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Organization())];

        (await fixture.Customer.WidgetAsync("POST", "clients", Content(body))).Is(200);
    }

    private string Organization() => Forms.Organization(fixture.Customer.Email).ToJsonString();

    private Task<Reply> SendAsync(string function, HttpContent content)
    {
        var (call, customer) = (ApiCall.All[function], fixture.Customer);
        var path = call.Path(customer.ClientId);
        var key = ("Idempotency-Key", "bad-body");
        return fixture.UnchangedByAsync(() => call.Caller switch
        {
            Caller.Widget => customer.WidgetAsync(call.Method, path, content, key),
            Caller.Cabinet => fixture.Api.SendAsync(call.Method, path, content, customer.Session, key),
            Caller.Automation => fixture.Api.AutomateAsync(call.Method, path, content, key),
            _ => fixture.Api.SendAsync(call.Method, path, content),
        });
    }

    private sealed class ContentWithoutLength : HttpContent
    {
        private readonly HttpContent _body;

        public ContentWithoutLength(HttpContent body)
        {
            _body = body;
            Headers.ContentType = body.Headers.ContentType;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            _body.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static ByteArrayContent Content(byte[] body, string? mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (mediaType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        return content;
    }
}
