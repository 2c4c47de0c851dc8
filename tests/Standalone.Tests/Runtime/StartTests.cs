using System.Reflection.Emit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Standalone.Tests.Runtime;

public sealed class StartTests(AzuriteFixture azurite)
{
    private static readonly CustomAttributeBuilder Http = FunctionAssembly.Of(typeof(HttpTriggerAttribute), AuthorizationLevel.Anonymous);
    private static readonly CustomAttributeBuilder Queue = FunctionAssembly.Of(typeof(QueueTriggerAttribute), "a-queue");
    private static readonly CustomAttributeBuilder QueueOut = FunctionAssembly.Of(typeof(QueueOutputAttribute), "a-queue");

    private static readonly Dictionary<string, Func<FunctionAssembly, FunctionAssembly>> NotSupported = new()
    {
        { "no trigger", a => a.With("Bad", typeof(void), typeof(string), trigger: null) },
        { "another trigger", a => a.With("Bad", typeof(void), typeof(string), new(typeof(OtherTriggerAttribute).GetConstructor([])!, [])) },
        { "another input", a => a.With("Bad", typeof(void), typeof(string), new(typeof(OtherInputAttribute).GetConstructor([])!, [])) },
        { "another output", a => a.With("Bad", typeof(string), typeof(string), Queue, new(typeof(OtherOutputAttribute).GetConstructor([])!, [])) },
        { "a retry policy", a => a.With("Bad", typeof(void), typeof(string), Queue, new(typeof(OtherRetryAttribute).GetConstructor([])!, [])) },
        { "a class that is not public", a => a.With("Bad", typeof(void), typeof(string), Queue, isPublic: false) },
        { "a value task", a => a.With("Bad", typeof(ValueTask), typeof(string), Queue) },
        { "a parameter bound to nothing", a => a.With("Bad", typeof(void), typeof(string), Queue, second: typeof(string)) },
        { "a request as text", a => a.With("Bad", typeof(HttpResponseData), typeof(string), Http) },
        { "no response", a => a.With("Bad", typeof(void), typeof(HttpRequestData), Http) },
        { "a text as response", a => a.With("Bad", typeof(string), typeof(HttpRequestData), Http) },
        { "a response to a message", a => a.With("Bad", typeof(HttpResponseData), typeof(string), Queue) },
        { "a result for nobody", a => a.With("Bad", typeof(string), typeof(string), Queue) },
        { "a message of an object", a => a.With("Bad", typeof(Thing), typeof(string), Queue, QueueOut) },
        { "a level without keys", a => a.With("Bad", typeof(HttpResponseData), typeof(HttpRequestData), FunctionAssembly.Of(typeof(HttpTriggerAttribute), AuthorizationLevel.User)) },
        { "a timer as text", a => a.With("Bad", typeof(void), typeof(string), FunctionAssembly.Of(typeof(TimerTriggerAttribute), "0 0 * * * *")) },
        { "no schedule", a => a.With("Bad", typeof(void), typeof(TimerInfo), FunctionAssembly.Of(typeof(TimerTriggerAttribute), "every day")) },
        { "a time span as schedule", a => a.With("Bad", typeof(void), typeof(TimerInfo), FunctionAssembly.Of(typeof(TimerTriggerAttribute), "01:00:00")) },
    };

    [Fact]
    public async Task What_is_supported_starts()
    {
        await StartAsync(new FunctionAssembly()
            .With("Fine", typeof(HttpResponseData), typeof(HttpRequestData), Http)
            .With("Fine2", typeof(string), typeof(string), Queue, QueueOut, typeof(CancellationToken)));
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task What_is_not_supported_is_refused_and_named(string what)
    {
        var e = await Assert.ThrowsAsync<NotSupportedException>(() => StartAsync(NotSupported[what](new FunctionAssembly())));

        Assert.StartsWith("Function 'Bad' ", e.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unsupported() => [.. NotSupported.Keys];

    [Theory]
    [InlineData("One", "one")]
    [InlineData("1st", null)]
    [InlineData("with space", null)]
    [InlineData("", null)]
    public async Task Names_are_valid_and_unique(string name, string? other)
    {
        var functions = new FunctionAssembly().With(name, typeof(void), typeof(string), Queue);
        if (other is not null)
        {
            functions.With(other, typeof(void), typeof(string), Queue);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(functions));
    }

    [Theory]
    [InlineData("admin/x", null)]
    [InlineData("/Administration", null)]
    [InlineData("runtime", null)]
    [InlineData("same/{id}", "/SAME/{id}/")]
    public async Task Routes_are_not_those_of_the_host_and_not_the_same(string route, string? other)
    {
        var functions = new FunctionAssembly().With("One", typeof(HttpResponseData), typeof(HttpRequestData), Routed(route));
        if (other is not null)
        {
            functions.With("Two", typeof(HttpResponseData), typeof(HttpRequestData), Routed(other));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(functions));
    }

    [Fact]
    public async Task A_route_may_be_shared_by_functions_of_different_methods()
    {
        await StartAsync(new FunctionAssembly()
            .With("One", typeof(HttpResponseData), typeof(HttpRequestData), Routed("same", "get", "head"))
            .With("Two", typeof(HttpResponseData), typeof(HttpRequestData), Routed("same", "post")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new FunctionAssembly()
            .With("One", typeof(HttpResponseData), typeof(HttpRequestData), Routed("same", "get", "post"))
            .With("Two", typeof(HttpResponseData), typeof(HttpRequestData), Routed("same", "POST"))));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("a--b")]
    [InlineData("-ab")]
    [InlineData("a_b")]
    [InlineData("%No:Such:Setting%")]
    public async Task A_queue_name_that_is_none_stops_the_start(string queue)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new FunctionAssembly()
            .With("Listens", typeof(void), typeof(string), FunctionAssembly.Of(typeof(QueueTriggerAttribute), queue))));
        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new FunctionAssembly()
            .With("Sends", typeof(string), typeof(string), Queue, FunctionAssembly.Of(typeof(QueueOutputAttribute), queue))));
    }

    [Fact]
    public async Task Without_a_storage_connection_a_queue_function_stops_the_start_and_names_it()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            new FunctionAssembly().With("Listens", typeof(void), typeof(string), Queue), builder => builder.Configuration["AzureWebJobsStorage"] = null));

        Assert.Contains("'AzureWebJobsStorage'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binding_may_name_its_own_connection()
    {
        var storage = azurite.NewAccount();
        var trigger = new CustomAttributeBuilder(
            typeof(QueueTriggerAttribute).GetConstructor([typeof(string)])!, ["a-queue"], [typeof(QueueTriggerAttribute).GetProperty("Connection")!], ["Other"]);
        var functions = new FunctionAssembly().With("Listens", typeof(void), typeof(string), trigger);

        await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(functions));
        await StartAsync(functions, builder => builder.Configuration["Other"] = storage);
        await StartAsync(functions, builder => builder.Configuration["AzureWebJobsOther"] = storage);
        await StartAsync(functions, builder => builder.Configuration["ConnectionStrings:Other"] = storage);
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
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            new FunctionAssembly().With("Listens", typeof(void), typeof(string), Queue),
            builder => builder.Configuration[$"AzureFunctionsJobHost:extensions:queues:{name}"] = value));

        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timers_begin_when_the_apps_own_services_have_started()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Services.AddSingleton<OwnService>().AddHostedService(provider => provider.GetRequiredService<OwnService>()));

        Assert.NotEmpty(app.Timers);
        Assert.Equal(0, app.Host.Services.GetRequiredService<OwnService>().TimersAtStart);
    }

    [Fact]
    public async Task A_function_that_does_not_end_is_told_to_when_stopping_takes_too_long()
    {
        await using var app = await RunningApp.StartAsync(
            azurite.NewAccount(), builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1)));
        await (await app.QueueAsync("until-cancelled")).SendMessageAsync("x", TestContext.Current.CancellationToken);
        await app.Calls.WaitForAsync("UntilCancelled", 1);
        var calls = app.Calls;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Host.StopAsync(CancellationToken.None));

        Assert.Equal([true], await calls.WaitForAsync("UntilCancelledEnded", 1));
    }

    [Fact]
    public void An_app_is_built_once()
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Build().Dispose();

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<InvalidOperationException>(() => builder.Use(next => next));
    }

    [Fact]
    public void Settings_come_from_the_command_line()
    {
        Assert.Equal("1", FunctionsApplication.CreateBuilder(["--Some:Setting=1"]).Configuration["Some:Setting"]);
    }

    private static CustomAttributeBuilder Routed(string route, params string[] methods) => methods.Length == 0
        ? new(typeof(HttpTriggerAttribute).GetConstructor([])!, [], [typeof(HttpTriggerAttribute).GetProperty("Route")!], [route])
        : new(typeof(HttpTriggerAttribute).GetConstructor([typeof(string[])])!, [methods], [typeof(HttpTriggerAttribute).GetProperty("Route")!], [route]);

    private async Task StartAsync(FunctionAssembly functions, Action<FunctionsApplicationBuilder>? customise = null)
    {
        await using var app = await RunningApp.StartAsync(azurite.NewAccount(), builder =>
        {
            builder.Services.PostConfigure<StandaloneOptions>(options => options.FunctionsAssembly = functions.Assembly);
            customise?.Invoke(builder);
        });
    }

    private sealed class OwnService(StandaloneTimers timers) : IHostedService
    {
        public int? TimersAtStart { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            TimersAtStart = timers.All.Count;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>A trigger that nobody has.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OtherTriggerAttribute : TriggerBindingAttribute;

/// <summary>An input that nobody has.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OtherInputAttribute : InputBindingAttribute;

/// <summary>An output that nobody has.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class OtherOutputAttribute : OutputBindingAttribute;

/// <summary>A retry policy that nobody has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OtherRetryAttribute : RetryAttribute;
