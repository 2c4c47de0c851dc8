using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Standalone.Tests.Tables;

public sealed class TableServiceClientTests(AzuriteFixture azurite)
{
    private const string Key = "bm90IGEgc2VjcmV0IG9mIGFueWJvZHksIGp1c3QgYSB0ZXN0Lg==";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=YQ==;EndpointSuffix=core.windows.net", "https://acc.table.core.windows.net/", "acc")]
    [InlineData("AccountName=acc;AccountKey=YQ==", "https://acc.table.core.windows.net/", "acc")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=acc;AccountKey=YQ==;EndpointSuffix=table.example;", "http://acc.table.table.example/", "acc")]
    [InlineData("TableEndpoint=http://127.0.0.1:5/acc/;QueueEndpoint=http://127.0.0.1:6/acc/;AccountName=acc;AccountKey=YQ==", "http://127.0.0.1:5/acc/", "acc")]
    [InlineData("tableendpoint=https://acc.table.core.windows.net/;accountname=acc;accountkey=YQ==", "https://acc.table.core.windows.net/", "acc")]
    public void A_connection_string_tells_where_the_tables_are(string text, string endpoint, string account)
    {
        var client = new TableServiceClient(text);

        Assert.Equal((endpoint, account), (client.Uri.AbsoluteUri, client.AccountName));
        Assert.Equal($"{endpoint.TrimEnd('/')}/Rows", client.GetTableClient("Rows").Uri.AbsoluteUri);
        Assert.Equal(("Rows", account), (client.GetTableClient("Rows").Name, client.GetTableClient("Rows").AccountName));
    }

    [Theory]
    [InlineData("", typeof(ArgumentException))]
    [InlineData("junk", typeof(InvalidOperationException))]
    [InlineData("AccountName=acc;AccountKey=", typeof(InvalidOperationException))]
    [InlineData("AccountName=acc;;AccountKey=YQ==", typeof(InvalidOperationException))]
    [InlineData("AccountName=acc;AccountName=acc;AccountKey=YQ==", typeof(InvalidOperationException))]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/", typeof(ArgumentException))]
    [InlineData("AccountName=acc;AccountKey=not base64!;EndpointSuffix=core.windows.net", typeof(FormatException))]
    public void A_malformed_connection_string_is_refused(string text, Type error) => Assert.Throws(error, () => new TableServiceClient(text));

    [Theory]
    [InlineData("TableEndpoint=https://acc.table.core.windows.net/;SharedAccessSignature=sv=1&sig=2")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://proxy.example")]
    [InlineData("AccountName=acc;AccountKey=YQ==;TableEndpoint=https://acc.table.cosmos.azure.com/")]
    public void What_the_stand_in_does_not_support_it_refuses(string text)
    {
        Assert.SkipUnless(typeof(TableClient).Assembly.GetName().Name == "Standalone.Tables", "The real client supports it.");

        Assert.Throws<NotSupportedException>(() => new TableServiceClient(text));
    }

    [Fact]
    public async Task Another_key_than_the_accounts_is_refused_by_the_service()
    {
        var account = azurite.NewAccount().Split(';').Select(part => part.StartsWith("AccountKey", StringComparison.Ordinal) ? $"AccountKey={Key}" : part);
        var table = new TableServiceClient(string.Join(';', account)).GetTableClient("Rows");

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync(Stop));

        Assert.Equal(403, error.Status);
    }

    [Fact]
    public async Task A_row_goes_out_as_the_service_documents_it()
    {
        await using var service = await RecordingServer.StartAsync();
        var table = Client(service).GetTableClient("Rows");

        await table.AddEntityAsync(new TableEntity("п", "r") { ["Long"] = 5L, ["Text"] = "x", ["Instant"] = DateTimeOffset.UnixEpoch }, Stop);
        await table.UpdateEntityAsync(new TableEntity("O'Neil", "r/1"), new ETag("W/\"1\""), TableUpdateMode.Replace, Stop);

        var add = service.Calls.First();
        Assert.Equal(("POST", "/acc/Rows?$format=application%2Fjson%3Bodata%3Dminimalmetadata"), (add.Method, add.PathAndQuery));
        Assert.Equal("2020-12-06", add.Headers["x-ms-version"]);
        Assert.Equal("3.0", add.Headers["DataServiceVersion"]);
        Assert.Equal("return-no-content", add.Headers["Prefer"]);
        Assert.StartsWith("application/json", add.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(add.Body), JsonNode.Parse("""
            {
              "PartitionKey": "п", "RowKey": "r", "Long": "5", "Long@odata.type": "Edm.Int64", "Text": "x",
              "Instant": "1970-01-01T00:00:00.0000000Z", "Instant@odata.type": "Edm.DateTime"
            }
            """)), add.Body);
        var update = service.Calls.Last();
        Assert.Equal("PUT", update.Method);
        Assert.StartsWith("/acc/Rows(PartitionKey='O%27%27Neil',RowKey='r%2F1')", update.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal("W/\"1\"", update.Headers.IfMatch);
    }

    [Fact]
    public async Task Every_request_and_every_retry_of_it_is_signed_with_the_accounts_key()
    {
        await using var service = await RecordingServer.StartAsync();
        service.Answer = count => count == 1 ? Results.StatusCode(503) : Results.NoContent();
        var table = Client(service).GetTableClient("Rows");

        await table.UpsertEntityAsync(new TableEntity("п", "r' %"), cancellationToken: Stop);
        await table.DeleteEntityAsync("п", "r' %", cancellationToken: Stop);

        Assert.Equal(["PATCH", "PATCH", "DELETE"], service.Calls.Select(call => call.Method));
        Assert.All(service.Calls, call => Assert.True(IsSigned(call), call.PathAndQuery));
    }

    [Fact]
    public async Task With_no_retries_allowed_a_failure_is_told_at_once()
    {
        await using var service = await RecordingServer.StartAsync();
        service.Answer = _ => Results.Text("""{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"Busy."}}}""", "application/json", statusCode: 503);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() =>
            Client(service, retries: 0).GetTableClient("Rows").GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop));

        Assert.Equal((503, "ServerBusy"), (error.Status, error.ErrorCode));
        Assert.Contains("Busy.", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task A_failure_without_the_services_words_keeps_its_status()
    {
        await using var service = await RecordingServer.StartAsync();
        service.Answer = _ => Results.Text("<html>Bad gateway</html>", "text/html", statusCode: 502);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() =>
            Client(service, retries: 0).GetTableClient("Rows").SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Stop));

        Assert.Equal((502, null), (error.Status, error.ErrorCode));
    }

    [Theory]
    [InlineData(409, "TableBeingDeleted")]
    [InlineData(500, "InternalError")]
    public async Task A_table_that_cannot_be_made_is_an_error_even_if_it_may_be_there(int status, string code)
    {
        await using var service = await RecordingServer.StartAsync();
        var body = $"{{\"odata.error\":{{\"code\":\"{code}\",\"message\":{{\"lang\":\"en-US\",\"value\":\"No.\"}}}}}}";
        service.Answer = _ => Results.Text(body, "application/json", statusCode: status);

        var error = await Assert.ThrowsAsync<RequestFailedException>(() => Client(service, retries: 0).CreateTableIfNotExistsAsync("Rows", Stop));

        Assert.Equal((status, code), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task An_acceptance_that_says_nothing_of_the_actions_is_not_taken_for_success()
    {
        await using var service = await RecordingServer.StartAsync();
        service.Answer = _ => Results.Text("--batchresponse_1\r\n\r\nnothing\r\n--batchresponse_1--\r\n", "multipart/mixed; boundary=batchresponse_1", statusCode: 202);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            Client(service).GetTableClient("Rows").SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Stop));
    }

    [Fact]
    public async Task A_token_of_Entra_ID_takes_the_place_of_the_signature()
    {
        await using var service = await RecordingServer.StartAsync(https: true);
        var credential = new TestCredential();
        var client = new TableServiceClient(new Uri(service.Endpoint, "acc"), credential, new TableClientOptions { Transport = service.Transport() });

        await client.GetTableClient("Rows").DeleteEntityAsync("p", "r", cancellationToken: Stop);

        Assert.Equal($"Bearer {TestCredential.Token}", service.Calls.Single().Headers.Authorization);
        Assert.Equal("https://storage.azure.com/.default", credential.Scope);
        Assert.Equal("acc", client.AccountName);
    }

    private static TableServiceClient Client(RecordingServer service, int retries = 2)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new TableServiceClient($"TableEndpoint={service.Endpoint}acc;AccountName=acc;AccountKey={Key}", options);
    }

    // https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key, "Shared Key Lite … for Table service"
    private static bool IsSigned(Call call)
    {
        var date = call.Headers["x-ms-date"].ToString();
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{date}\n/acc{call.PathAndQuery.Split('?')[0]}")));
        return call.Headers.Authorization == $"SharedKeyLite acc:{signature}"
            && (DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).Duration() < TimeSpan.FromMinutes(1);
    }
}
