using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Standalone.Tests.Runtime;

public sealed class MiddlewareTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Middleware_stands_around_a_function_in_the_order_it_was_added()
    {
        var steps = new List<string>();
        await using var app = await StartAsync(builder =>
        {
            builder.UseWhen(IsHttp, async (_, next) =>
            {
                steps.Add("outer before");
                await next();
                steps.Add("outer after");
            });
            builder.UseWhen(IsHttp, async (_, next) =>
            {
                steps.Add("inner before");
                await next();
                steps.Add("inner after");
            });
        });

        await app.Http.GetStringAsync("/api/withoutroute", Cancel);

        Assert.Equal(["outer before", "inner before", "inner after", "outer after"], steps);
    }

    [Fact]
    public async Task A_middleware_class_has_one_instance_for_the_whole_app_and_gets_what_is_injected()
    {
        await using var app = await StartAsync(builder => builder.UseMiddleware<Counting>());

        await app.Http.GetStringAsync("/api/withoutroute", Cancel);
        await app.Http.GetStringAsync("/api/withoutroute", Cancel);

        var seen = app.Calls.Of("Counting").Cast<(string Function, object Middleware)>().ToList();
        Assert.Equal(2, seen.Count(call => call.Function == "WithoutRoute"));
        Assert.Single(seen.Select(call => call.Middleware).Distinct());
    }

    [Fact]
    public async Task Middleware_with_a_condition_runs_where_it_holds()
    {
        await using var app = await StartAsync(builder =>
        {
            builder.UseWhen<Counting>(context => context.FunctionDefinition.Name == "Post");
            builder.UseWhen(context => context.FunctionDefinition.Name == "Post", (context, next) =>
            {
                context.InstanceServices.GetRequiredService<Calls>().Add("when", null);
                return next();
            });
        });

        await app.Http.GetStringAsync("/api/withoutroute", Cancel);
        await app.Http.PostAsync("/api/post", null, Cancel);

        Assert.Equal(["Post"], Functions(app));
        Assert.Single(app.Calls.Of("when"));
    }

    [Fact]
    public async Task Middleware_stands_around_messages_and_timers_too()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 22, 12, 30, 0, TimeSpan.Zero));
        await using var app = await StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.UseMiddleware<Counting>();
        });

        await (await app.QueueAsync("texts")).SendMessageAsync("x", Cancel);
        clock.Advance(TimeSpan.FromMinutes(30));

        await Eventually.True(() => Functions(app).Contains("Texts"));
        await Eventually.True(() => Functions(app).Contains("Hourly"));
    }

    [Fact]
    public async Task Middleware_sees_the_request_the_function_and_the_trigger()
    {
        FunctionContext? seen = null;
        HttpRequestData? request = null;
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, next) =>
        {
            seen = context;
            request = await context.GetHttpRequestDataAsync();
            context.Items["shared"] = 1;
            await next();
        }));
        var id = Guid.NewGuid();

        await app.Http.GetStringAsync($"/api/routes/a/1/{id}", Cancel);

        Assert.Equal("Routes", seen!.FunctionDefinition.Name);
        Assert.Equal("Standalone.Tests.Runtime.HttpTestFunctions.Routes", seen.FunctionDefinition.EntryPoint);
        Assert.Equal(["request", "text", "number", "id", "more"], seen.FunctionDefinition.Parameters.Select(p => p.Name));
        Assert.Equal("httpTrigger", seen.FunctionDefinition.InputBindings["request"].Type);
        Assert.Equal("http", seen.FunctionDefinition.OutputBindings["$return"].Type);
        Assert.Equal("1", seen.BindingContext.BindingData["number"]);
        Assert.Null(seen.RetryContext);
        Assert.True(Guid.TryParse(seen.InvocationId, out _));
        Assert.Equal($"/api/routes/a/1/{id}", request!.Url.AbsolutePath);
    }

    [Fact]
    public async Task A_message_has_no_request()
    {
        var requests = new List<HttpRequestData?>();
        await using var app = await StartAsync(builder => builder.UseWhen(context => context.FunctionDefinition.Name == "Texts", async (context, next) =>
        {
            requests.Add(await context.GetHttpRequestDataAsync());
            await next();
        }));
        await (await app.QueueAsync("texts")).SendMessageAsync("x", Cancel);
        await app.Calls.WaitForAsync("Texts", 1);

        Assert.Equal([null], requests);
    }

    [Fact]
    public async Task Middleware_may_answer_without_the_function()
    {
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, _) =>
            context.GetInvocationResult().Value = (await context.GetHttpRequestDataAsync())!.CreateResponse(HttpStatusCode.Forbidden)));

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Http.GetAsync("/api/throws", Cancel)).StatusCode);
    }

    [Fact]
    public async Task What_a_function_throws_reaches_middleware_as_it_was_thrown()
    {
        Exception? thrown = null;
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            try
            {
                await next();
            }
            catch (Exception e)
            {
                thrown = e;
                context.GetInvocationResult().Value = (await context.GetHttpRequestDataAsync())!.CreateResponse(HttpStatusCode.BadGateway);
            }
        }));

        Assert.Equal(HttpStatusCode.BadGateway, (await app.Http.GetAsync("/api/throws", Cancel)).StatusCode);
        Assert.Equal("a secret", Assert.IsType<InvalidOperationException>(thrown).Message);
    }

    [Fact]
    public async Task A_message_that_does_not_fit_its_object_throws_inside_next()
    {
        Exception? thrown = null;
        await using var app = await StartAsync(builder => builder.UseMiddleware(async (_, next) =>
        {
            try
            {
                await next();
            }
            catch (Exception e)
            {
                thrown = e;
                throw;
            }
        }));
        await (await app.QueueAsync("things")).SendMessageAsync("{", Cancel);

        await app.MessagesAsync("things-poison", 1);
        Assert.Contains("'thing'", Assert.IsType<FunctionInputConverterException>(thrown).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_route_value_that_does_not_fit_its_parameter_is_500()
    {
        await using var app = await StartAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, (await app.Http.GetAsync("/api/numbers/nan", Cancel)).StatusCode);
        Assert.Equal("7", await app.Http.GetStringAsync("/api/numbers/7", Cancel));
    }

    [Fact]
    public async Task Where_a_property_is_the_response_only_its_output_binding_answers()
    {
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, _) =>
        {
            var request = (await context.GetHttpRequestDataAsync())!;
            if (request.Query["by"] == "binding")
            {
                context.GetOutputBindings<HttpResponseData>().Single(b => b.BindingType == "http").Value = request.CreateResponse(HttpStatusCode.Conflict);
                Assert.Equal(HttpStatusCode.Conflict, context.GetHttpResponseData()!.StatusCode);
            }
            else
            {
                context.GetInvocationResult().Value = request.CreateResponse(HttpStatusCode.Conflict);
            }
        }));

        Assert.Equal(HttpStatusCode.Conflict, (await app.Http.GetAsync("/api/sendandfail?by=binding", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.Conflict, (await app.Http.GetAsync("/api/sendandfail?by=result", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Middleware_sees_and_changes_the_response_in_either_place()
    {
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, next) =>
        {
            await next();
            context.GetHttpResponseData()!.Headers.Add("X-Seen", context.GetInvocationResult().Value is null ? "in a property" : "returned");
        }));

        Assert.Equal("returned", (await app.Http.GetAsync("/api/withoutroute", Cancel)).Headers.GetValues("X-Seen").Single());
        Assert.Equal("in a property", (await app.Http.GetAsync("/api/sendandanswer", Cancel)).Headers.GetValues("X-Seen").Single());
    }

    [Fact]
    public async Task Middleware_changes_the_messages_sent()
    {
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, next) =>
        {
            await next();
            context.GetOutputBindings<string>().Single(b => b.Name == "One").Value = "changed";
        }));

        await app.Http.GetStringAsync("/api/sendandanswer?one=1", Cancel);

        Assert.Equal(["changed"], await app.MessagesAsync("sent-one", 1));
    }

    [Fact]
    public async Task Asking_for_a_result_of_another_type_throws()
    {
        await using var app = await StartAsync(builder => builder.UseWhen(IsHttp, async (context, next) =>
        {
            await next();
            Assert.Throws<InvalidOperationException>(() => context.GetInvocationResult<string>());
            Assert.NotNull(context.GetInvocationResult<HttpResponseData>().Value);
        }));

        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/withoutroute", Cancel)).StatusCode);
    }

    private Task<RunningApp> StartAsync(Action<FunctionsApplicationBuilder>? customise = null) => RunningApp.StartAsync(azurite.NewAccount(), customise);

    // A timer of this program runs at the start of every app.
    private static bool IsHttp(FunctionContext context) => context.FunctionDefinition.InputBindings.Values.Any(b => b.Type == "httpTrigger");

    private static IEnumerable<string> Functions(RunningApp app) =>
        app.Calls.Of("Counting").Cast<(string Function, object Middleware)>().Select(call => call.Function);

    private sealed class Counting(Calls calls) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            calls.Add("Counting", (context.FunctionDefinition.Name, (object)this));
            return next(context);
        }
    }
}
