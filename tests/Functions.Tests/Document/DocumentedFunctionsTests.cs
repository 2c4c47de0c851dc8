using System.Reflection;
using System.Text.Json.Nodes;
using Billing;
using Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Document;

/// <summary>The API document against the functions. Whether answers are as it says, <see cref="DocumentedAnswers"/> checks under every HTTP test.</summary>
public sealed class DocumentedFunctionsTests
{
    private static readonly ApiDocument Api = ApiDocument.Default;

    [Fact]
    public void Every_call_of_the_functions_is_in_the_document_and_no_other() =>
        Assert.Equal(Calls(_ => true), Documented(_ => true));

    [Fact]
    public void Calls_with_a_function_key_are_marked_so_and_the_others_not() =>
        Assert.Equal(
            Calls(trigger => trigger.AuthLevel == AuthorizationLevel.Function),
            Documented(operation => operation.Node["security"]!.AsArray().Any(scheme => scheme!["functionKey"] is not null)));

    [Fact]
    public void Every_problem_of_the_app_is_in_the_document_and_no_other()
    {
        var documented = Api.Root["components"]!["schemas"]!["ProblemCode"]!["enum"]!.AsArray().Select(code => (string)code!);
        Assert.Equal(AllProblems().Select(problem => problem.Code).Distinct().Order(), documented.Order());
    }

    [Fact]
    public void The_table_of_problems_names_each_with_its_status()
    {
        var table = (string)Api.Root["components"]!["schemas"]!["ProblemCode"]!["description"]!;
        Assert.All(AllProblems(), problem => Assert.Contains($"| `{problem.Code}` | {problem.Status} |", table, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_that_can_be_written_fits_its_schema()
    {
        var schema = Api.Root["components"]!["schemas"]!["Problem"]!;
        Assert.All(AllProblems(), problem => Assert.Empty(Api.Schemas.Check(JsonNode.Parse(problem.ToUtf8()), schema)));
    }

    /// <summary>What the triggers take; HEAD goes with GET, and what answers the rest is no call.</summary>
    private static IEnumerable<string> Calls(Func<HttpTriggerAttribute, bool> isMeant) => typeof(BillingApp).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetParameters())
        .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
        .OfType<HttpTriggerAttribute>()
        .Where(trigger => !trigger.Route!.StartsWith("{*", StringComparison.Ordinal) && isMeant(trigger))
        .SelectMany(trigger => trigger.Methods!.Where(method => method != "head").Select(method => $"{method.ToUpperInvariant()} /{trigger.Route!.Replace("{*", "{", StringComparison.Ordinal)}"))
        .Order();

    private static IEnumerable<string> Documented(Func<Operation, bool> isMeant) =>
        Api.Operations.Where(isMeant).Select(operation => $"{operation.Method} {operation.Path}").Order();

    private static IEnumerable<Problem> AllProblems()
    {
        var members = typeof(Problems).GetMembers(BindingFlags.Public | BindingFlags.Static);
        return members.OfType<PropertyInfo>().Select(property => (Problem)property.GetValue(null)!)
            .Concat(members.OfType<MethodInfo>().Where(method => !method.IsSpecialName).Select(method => (Problem)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!));
    }

    private static object Sample(ParameterInfo parameter)
    {
        var today = new DateOnly(2026, 11, 22);
        var tariff = new Tariff("base", "Базовый", Money.FromRoubles(3000));
        var errors = new FieldErrors();
        errors.Add("bank.account", "Счёт не подходит к БИК.");
        return parameter.ParameterType switch
        {
            { } type when type == typeof(string) => "подробности",
            { } type when type == typeof(int) => 4,
            { } type when type == typeof(TimeSpan) => TimeSpan.FromMinutes(15),
            { } type when type == typeof(DateTimeOffset) => BusinessDay.EndOf(today),
            { } type when type == typeof(Lockout) => Lockout.None.Fail(BusinessDay.EndOf(today)),
            { } type when type == typeof(FieldErrors) => errors,
            { } type when type == typeof(Quote) => Quote.For(tariff, new Connection("+79001234567", "base", SubscriptionStatus.Unpaid, null), 1, today),
            { } type when type == typeof(PaymentDecision.InsufficientFunds) => new PaymentDecision.InsufficientFunds(Money.FromRoubles(900), Money.FromRoubles(500)),
            { } type => throw new NotSupportedException($"No sample of {type} for {parameter.Member.Name}."),
        };
    }
}
