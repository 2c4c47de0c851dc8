using System.Net;

namespace Local.Tests;

public sealed class OutsideWorldTests : OutsideWorldTest
{
    [Fact]
    public async Task It_listens_on_this_machine_alone()
    {
        Assert.Equal("127.0.0.1", World.Url.Host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mail") { Headers = { Host = "evil.example" } };

        using var answer = await Http.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        var error = await Assert.ThrowsAsync<LocalException>(
            () => OutsideWorld.StartAsync(new() { Port = World.Url.Port }, Stop));

        Assert.Contains($"Port {World.Url.Port} ", error.Message);
    }

    [Fact]
    public async Task A_transfer_says_so_when_the_product_is_not_there()
    {
        using var answer = await Http.PostAsync(
            "/bank/transfers",
            new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            Stop);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
