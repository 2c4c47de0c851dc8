using System.Reflection;
using System.Text.Json.Nodes;
using Billing;
using Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Document;

/// <summary>
/// The API document has the calls and problems of the app. <see cref="DocumentedAnswers"/> checks the answers in every
/// HTTP test.
/// </summary>
public sealed class DocumentedFunctionsTests
{
    private static readonly ApiDocument Api = ApiDocument.Default;

    [Fact]
    public void Every_call_of_the_functions_is_in_the_document_and_no_other() =>
        Assert.Equal(Calls(_ => true), DocumentedCalls(_ => true));

    [Fact]
    public void Calls_with_a_function_key_are_marked_so_and_the_others_not() =>
        Assert.Equal(
            Calls(trigger => trigger.AuthLevel == AuthorizationLevel.Function),
            DocumentedCalls(operation =>
                operation.Node["security"]!.AsArray().Any(scheme => scheme!["functionKey"] is not null)));

    [Fact]
    public void Only_deprecated_calls_have_a_phone_number_in_their_address()
    {
        var calls = Api.Operations
            .Where(operation => operation.Path.Contains("{phone}", StringComparison.Ordinal))
            .Select(operation => (Call: $"{operation.Method} {operation.Path}", Node: operation.Node));

        Assert.Equal(
            ["PUT /clients/{clientId}/connections/{phone}", "GET /clients/{clientId}/connections/{phone}/quote"],
            calls.Select(call => call.Call));
        Assert.All(calls, call => Assert.True((bool?)call.Node["deprecated"], call.Call));
    }

    [Fact]
    public void Every_problem_of_the_app_is_in_the_document_and_no_other()
    {
        var codes = Api.Root["components"]!["schemas"]!["ProblemCode"]!["enum"]!.AsArray();
        Assert.Equal(
            AllProblems().Select(problem => problem.Code).Distinct().Order(),
            codes.Select(code => (string)code!).Order());
    }

    [Fact]
    public void The_table_of_problems_names_each_with_its_status()
    {
        var table = (string)Api.Root["components"]!["schemas"]!["ProblemCode"]!["description"]!;
        Assert.All(AllProblems(), problem =>
            Assert.Contains($"| `{problem.Code}` | {problem.Status} |", table, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_that_can_be_written_fits_its_schema()
    {
        var schema = Api.Root["components"]!["schemas"]!["Problem"]!;
        Assert.All(AllProblems(), problem =>
            Assert.Empty(Api.Schemas.Check(JsonNode.Parse(problem.ToUtf8()), schema)));
    }

    // The calls of the triggers. HEAD goes with GET; the function that answers unknown routes is left out.
    private static IEnumerable<string> Calls(Func<HttpTriggerAttribute, bool> condition) =>
        from type in typeof(BillingApp).Assembly.GetTypes()
        from function in type.GetMethods()
        from parameter in function.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null && !trigger.Route!.StartsWith("{*", StringComparison.Ordinal) && condition(trigger)
        from method in trigger.Methods!
        where method != "head"
        let call = $"{method.ToUpperInvariant()} /{trigger.Route!.Replace("{*", "{", StringComparison.Ordinal)}"
        orderby call
        select call;

    private static IEnumerable<string> DocumentedCalls(Func<Operation, bool> condition) =>
        Api.Operations.Where(condition).Select(operation => $"{operation.Method} {operation.Path}").Order();

    private static IEnumerable<Problem> AllProblems()
    {
        var members = typeof(Problems).GetMembers(BindingFlags.Public | BindingFlags.Static);
        var fixedProblems = members.OfType<PropertyInfo>().Select(property => property.GetValue(null));
        var problemsWithDetails = members.OfType<MethodInfo>()
            .Where(method => !method.IsSpecialName)
            .Select(method => method.Invoke(null, [.. method.GetParameters().Select(Sample)]));
        return fixedProblems.Concat(problemsWithDetails).Cast<Problem>();
    }

    private static object Sample(ParameterInfo parameter)
    {
        var today = new DateOnly(2026, 11, 22);
        var tariff = new Tariff("base", "Базовый", Money.FromRoubles(3000));
        var subscription = Subscription.Unpaid("+79001234567", "base");
        var insufficientFunds = new PaymentDecision.InsufficientFunds(Money.FromRoubles(900), Money.FromRoubles(500));
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
            { } type when type == typeof(TariffChangeQuote) =>
                new TariffChangeQuote("+79001234567", tariff, today, today, new Money(1), new Money(2), [1]),
            { } type when type == typeof(RemovalQuote) =>
                new RemovalQuote("+79001234567", "base", today, new Money(1), 0, [1]),
            { } type when type == typeof(IReadOnlyList<Quote>) => new[] { Quote.For(tariff, subscription, 1, today) },
            { } type when type == typeof(PaymentDecision.InsufficientFunds) => insufficientFunds,
            { } type when type == typeof(InvoiceDecision.NothingMissing) =>
                new InvoiceDecision.NothingMissing(Money.FromRoubles(900), Money.FromRoubles(1000)),
            { } type => throw new NotSupportedException($"No sample of {type} for {parameter.Member.Name}."),
        };
    }
}
