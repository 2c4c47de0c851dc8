using System.Collections.Immutable;
using System.Net;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;

namespace LocalHost.Tests;

/// <summary>What is wrong with an app or its settings stops the start, in one line.</summary>
public sealed class StartTests(AzuriteFixture azurite)
{
    private const string Queue = """{"name":"text","direction":"In","type":"queueTrigger","queueName":"a-queue"}""";

    [Theory]
    [InlineData(
        """{"name":"x","direction":"In","type":"serviceBusTrigger"}""",
        "Function 'Bad' has the binding 'x' of the type serviceBusTrigger, which this host does not run.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"table"}""",
        "Function 'Bad' has no trigger, which this host does not run.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"timerTrigger","schedule":"every day"}""",
        "Function 'Bad' has the schedule 'every day', which is not an NCRONTAB expression.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"timerTrigger","schedule":"01:00:00"}""",
        "Function 'Bad' has the schedule '01:00:00', which is not an NCRONTAB expression.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"queueTrigger","queueName":"ab"}""",
        "'ab' is not a valid queue name: 3 to 63 letters, digits and single hyphens.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"queueTrigger","queueName":"a--b"}""",
        "'a--b' is not a valid queue name: 3 to 63 letters, digits and single hyphens.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"queueTrigger","queueName":"%No:Such%"}""",
        "'%No:Such%' names a setting that has no value.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"queueTrigger","queueName":"a-queue","connection":"Other"}""",
        "The storage connection string 'Other' is missing from the app's settings.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"httpTrigger","route":"admin/x"}""",
        "Function 'Bad': the route 'admin/x' conflicts with one or more built in routes.")]
    [InlineData(
        """{"name":"x","direction":"In","type":"httpTrigger","route":"/Runtime"}""",
        "Function 'Bad': the route 'Runtime' conflicts with one or more built in routes.")]
    public async Task A_binding_that_the_host_does_not_run_stops_the_start(string binding, string words)
    {
        var error = await Assert.ThrowsAsync<FunctionsHostException>(() => StartAsync([("Bad", [binding])]));

        Assert.Equal(words, error.Message);
    }

    [Fact]
    public async Task An_output_that_the_host_does_not_run_stops_the_start()
    {
        await Refused("""{"name":"y","direction":"Out","type":"blob"}""");
        await Refused("""{"name":"y","direction":"Out","type":"queue","queueName":"a_b"}""");
        await Refused("""{"name":"y","direction":"In","type":"queue","queueName":"a-queue"}""");

        Task Refused(string output) =>
            Assert.ThrowsAsync<FunctionsHostException>(() => StartAsync([("Bad", [Queue, output])]));
    }

    [Theory]
    [InlineData("One", "one")]
    [InlineData("", "")]
    public async Task Functions_have_names_of_their_own_and_there_is_one_at_least(string first, string second)
    {
        await Assert.ThrowsAsync<FunctionsHostException>(
            () => StartAsync(first.Length == 0 ? [] : [(first, [Queue]), (second, [Queue])]));
    }

    [Fact]
    public async Task Two_functions_share_a_route_only_with_methods_of_their_own()
    {
        await StartAsync([("One", [Http("same/{id}", "get", "head")]), ("Two", [Http("/SAME/{id}/", "post")])]);
        await Assert.ThrowsAsync<FunctionsHostException>(
            () => StartAsync([("One", [Http("same", "get", "post")]), ("Two", [Http("SAME", "POST")])]));

        static string Http(string route, params string[] methods) =>
            $$"""
            {"name":"request","direction":"In","type":"httpTrigger","route":"{{route}}",
            "methods":["{{string.Join("\",\"", methods)}}"]}
            """;
    }

    [Fact]
    public async Task A_binding_may_name_its_own_connection()
    {
        const string queue =
            """{"name":"text","direction":"In","type":"queueTrigger","queueName":"a-queue","connection":"Other"}""";
        var storage = azurite.NewAccount();
        foreach (var name in new[] { "Other", "AzureWebJobsOther", "ConnectionStrings:Other" })
        {
            await StartAsync([("Listens", [queue])], new() { [name] = storage });
        }
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "0")]
    [InlineData("maxDequeueCount", "x")]
    [InlineData("visibilityTimeout", "soon")]
    [InlineData("maxPollingInterval", "00:00:00.01")]
    [InlineData("messageEncoding", "utf8")]
    public async Task A_host_setting_that_is_not_valid_stops_the_start_and_is_named(string name, string value)
    {
        var error = await Assert.ThrowsAsync<FunctionsHostException>(() => RunningApp.StartAsync(
            azurite.NewAccount(), new() { [$"AzureFunctionsJobHost:extensions:queues:{name}"] = value }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_address_stops_the_start()
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount());

        var error = await Assert.ThrowsAsync<FunctionsHostException>(() => RunningApp.StartAsync(
            azurite.NewAccount(), options: options => options with { Url = app.Host.Url }));

        Assert.True(error.IsAddressTaken);
        Assert.Equal(
            $"{app.Host.Url.GetLeftPart(UriPartial.Authority)} is taken: another program listens there.",
            error.Message);
    }

    [Fact]
    public async Task What_fails_in_the_app_at_the_start_comes_as_it_was_thrown()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunningApp.StartAsync(azurite.NewAccount(), new() { ["FailAtStart"] = "the words" }));

        Assert.Equal("the words", error.Message);
    }

    [Fact]
    public async Task A_worker_that_is_not_ready_in_time_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<FunctionsHostException>(() => RunningApp.StartAsync(
            azurite.NewAccount(),
            options: options => options with { StartLimit = TimeSpan.FromSeconds(1) },
            customise: builder => builder.Services.AddSingleton<IFunctionMetadataProvider, Never>()));

        Assert.Equal("The worker was not ready within 1 s.", error.Message);
    }

    [Fact]
    public async Task Several_apps_run_beside_each_other_and_start_again_and_again()
    {
        await using var beside = await RunningApp.StartAsync(azurite.NewAccount());
        for (var round = 0; round < 5; round++)
        {
            await using var app = await RunningApp.StartAsync(azurite.NewAccount());
            Assert.Equal("GET", await app.Http.GetStringAsync("/api/method", TestContext.Current.CancellationToken));
            Assert.NotSame(beside.Calls, app.Calls);
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await beside.Http.GetAsync("/api/method", TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task StartAsync(
        (string Name, string[] Bindings)[] functions,
        Dictionary<string, string?>? settings = null)
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(),
            settings,
            customise: builder =>
                builder.Services.AddSingleton<IFunctionMetadataProvider>(new Described(functions)));
    }

    /// <summary>
    /// Functions as a test describes them; the code behind them is that of another, and is not called.
    /// </summary>
    private sealed class Described((string Name, string[] Bindings)[] functions) : IFunctionMetadataProvider
    {
        public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) =>
            Task.FromResult(functions.Select(function => (IFunctionMetadata)new DefaultFunctionMetadata
            {
                Name = function.Name,
                RawBindings = [.. function.Bindings],
                EntryPoint = "SampleApp.QueueFunctions.Texts",
                ScriptFile = "SampleApp.dll",
                Language = "dotnet-isolated",
            }).ToImmutableArray());
    }

    private sealed class Never : IFunctionMetadataProvider
    {
        public Task<ImmutableArray<IFunctionMetadata>> GetFunctionMetadataAsync(string directory) =>
            new TaskCompletionSource<ImmutableArray<IFunctionMetadata>>().Task;
    }
}
