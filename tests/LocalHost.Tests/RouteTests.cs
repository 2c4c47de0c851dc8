using System.Net;

namespace LocalHost.Tests;

/// <summary>Which function a call reaches.</summary>
public sealed class RouteTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Route_values_reach_the_parameters_of_their_names()
    {
        await using var app = await StartAsync();
        var id = Guid.NewGuid();

        Assert.Equal($"a b 12 {id} null", await app.Http.GetStringAsync($"/api/routes/a%20b/12/{id}", Cancel));
        Assert.Equal($"я 12 {id} more", await app.Http.GetStringAsync($"/api/routes/я/12/{id}/more", Cancel));
    }

    [Theory]
    [InlineData("/api/routes/a/twelve/33e4bf49-4cf4-4f6a-8f49-3b5b5b5b5b5b")]
    [InlineData("/api/routes/a/12/no-guid")]
    [InlineData("/api/nothing")]
    [InlineData("/method")]
    public async Task What_fits_no_route_is_404(string path)
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_function_that_a_setting_disables_is_not_there()
    {
        await using var app = await StartAsync(new() { ["AzureWebJobs.Method.Disabled"] = "true" });

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/method", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_catch_all_takes_the_rest_of_the_path()
    {
        await using var app = await StartAsync();

        Assert.Equal("rest a/b/c", await app.Http.GetStringAsync("/api/all/a/b/c", Cancel));
        Assert.Equal("rest ", await app.Http.GetStringAsync("/api/all", Cancel));
    }

    [Fact]
    public async Task Of_two_routes_that_fit_the_function_whose_name_comes_first_answers()
    {
        await using var app = await StartAsync();

        Assert.Equal("first by name", await app.Http.GetStringAsync("/api/order/exact", Cancel));
    }

    [Fact]
    public async Task Without_a_route_the_name_is_the_route_and_without_methods_every_method_fits()
    {
        await using var app = await StartAsync();

        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            var response = await app.SendAsync(new(method), "/api/mEthod");
            Assert.Equal(method, await response.Content.ReadAsStringAsync(Cancel));
        }
    }

    [Fact]
    public async Task Another_method_is_404()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/post", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.PostAsync("/api/post", null, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Head_gets_the_headers_without_the_body_where_the_function_takes_it()
    {
        await using var app = await StartAsync();

        var response = await app.SendAsync(HttpMethod.Head, "/api/head");

        Assert.Equal(
            (HttpStatusCode.OK, "HEAD"),
            (response.StatusCode, response.Headers.GetValues("X-Method").Single()));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await app.SendAsync(HttpMethod.Head, "/api/post")).StatusCode);
    }

    [Fact]
    public async Task A_prefix_other_than_api_comes_from_the_settings_of_the_host()
    {
        await using var app = await StartAsync(
            new() { ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "v1/x" });

        Assert.Equal("GET", await app.Http.GetStringAsync("/v1/x/method", Cancel));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/method", Cancel)).StatusCode);
    }

    private Task<RunningApp> StartAsync(Dictionary<string, string?>? settings = null) =>
        RunningApp.StartAsync(azurite.NewAccount(), settings);
}
