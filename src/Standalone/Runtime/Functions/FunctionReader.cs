using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;

namespace Standalone;

/// <summary>Finds the functions of an assembly and refuses what this runtime, or Microsoft's, cannot run.</summary>
internal static partial class FunctionReader
{
    private static readonly string[] QueueMetadata = ["QueueTrigger", "DequeueCount", "ExpirationTime", "Id", "InsertionTime", "NextVisibleTime", "PopReceipt"];

    /// <summary>All functions, by name.</summary>
    /// <exception cref="NotSupportedException">A function uses what this runtime has not; the message names it.</exception>
    /// <exception cref="InvalidOperationException">Two functions have one name, or a name is not valid.</exception>
    public static IReadOnlyList<Function> Read(Assembly assembly)
    {
        const BindingFlags everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(everything))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(Read)
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var (first, second) in functions.Zip(functions.Skip(1)).Where(pair => string.Equals(pair.First.Name, pair.Second.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new InvalidOperationException($"Two functions are named '{first.Name}': {first.EntryPoint} and {second.EntryPoint}.");
        }

        return functions;
    }

    private static Function Read(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        if (!ValidName().IsMatch(name))
        {
            throw new InvalidOperationException($"'{name}' is not a valid function name: a letter, then letters, digits, '-' and '_', at most 128.");
        }

        Require(method.IsPublic && method.DeclaringType!.IsVisible, name, "is not public, or in a class that is not");
        Require(!method.IsGenericMethodDefinition && !method.DeclaringType!.IsGenericType, name, "is generic");
        Require(method.ReturnType != typeof(void) || !method.IsDefined(typeof(AsyncStateMachineAttribute)), name, "is async void; return a Task");
        Require(!method.IsDefined(typeof(RetryAttribute)), name, "has a retry policy");

        var triggers = method.GetParameters().Where(p => p.IsDefined(typeof(BindingAttribute))).ToList();
        Require(triggers.Count == 1, name, $"has {triggers.Count} parameters with a binding and needs exactly one, its trigger");
        var trigger = triggers[0].GetCustomAttribute<BindingAttribute>()!;
        CheckParameters(name, method, triggers[0], trigger);
        var outputs = ReadOutputs(name, method, trigger);
        return new Function(name, method, triggers[0], (TriggerBindingAttribute)trigger, outputs);
    }

    private static void CheckParameters(string name, MethodInfo method, ParameterInfo parameter, BindingAttribute trigger)
    {
        string[] metadata = [];
        switch (trigger)
        {
            case HttpTriggerAttribute http:
                Require(parameter.ParameterType == typeof(HttpRequestData), name, $"takes an HTTP request as {parameter.ParameterType.Name}; only HttpRequestData is");
                Require(
                    http.AuthLevel is AuthorizationLevel.Anonymous or AuthorizationLevel.Function or AuthorizationLevel.Admin,
                    name,
                    $"has the authorization level {http.AuthLevel}");
                metadata = [.. TemplateParser.Parse(http.Route ?? name).Parameters.Select(p => p.Name!)];
                break;
            case QueueTriggerAttribute:
                Require(!parameter.ParameterType.FullName!.StartsWith("Azure.", StringComparison.Ordinal), name, $"takes a message as {parameter.ParameterType.Name}");
                metadata = QueueMetadata;
                break;
            case TimerTriggerAttribute:
                Require(parameter.ParameterType == typeof(TimerInfo), name, $"takes a timer as {parameter.ParameterType.Name}; only TimerInfo is");
                break;
            default:
                Require(false, name, $"has the trigger {trigger.GetType().Name}");
                break;
        }

        // By position: while several hosts start at once, reflection may give another object for the same parameter.
        foreach (var other in method.GetParameters().Where(p => p.Position != parameter.Position))
        {
            Require(
                other.ParameterType == typeof(FunctionContext) || other.ParameterType == typeof(CancellationToken)
                || metadata.Contains(other.Name, StringComparer.OrdinalIgnoreCase),
                name,
                $"has a parameter '{other.Name}' that nothing is bound to");
        }
    }

    private static List<Output> ReadOutputs(string name, MethodInfo method, BindingAttribute trigger)
    {
        var type = method.ReturnType;
        var returned = type == typeof(void) || type == typeof(Task) ? null
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0]
            : type;
        Require(returned is null || !(typeof(Task).IsAssignableFrom(returned) || returned.Name.StartsWith("ValueTask", StringComparison.Ordinal)), name, $"returns {type.Name}");

        if (method.GetCustomAttributes<OutputBindingAttribute>().ToList() is [_, ..] onReturn)
        {
            Require(onReturn is [QueueOutputAttribute] && returned is not null && trigger is not HttpTriggerAttribute, name, "has an output on its return value that is not a queue, or beside the HTTP response");
            RequireMessages(returned!, name);
            return [new Output(Function.Return, null, (QueueOutputAttribute)onReturn[0])];
        }

        if (returned is null || returned == typeof(HttpResponseData))
        {
            Require((trigger is HttpTriggerAttribute) == (returned is not null), name, "returns an HTTP response without being called over HTTP, or the other way round");
            return returned is null ? [] : [new Output(Function.Return, null, null)];
        }

        var outputs = returned.GetProperties().Select(property => ReadOutput(name, property)).OfType<Output>().ToList();
        Require(outputs.Count > 0, name, $"returns {returned.Name}, which holds no output");
        Require(outputs.Count(o => o.Queue is null) == (trigger is HttpTriggerAttribute ? 1 : 0), name, "returns not exactly one HTTP response for its HTTP call");
        return outputs;
    }

    private static Output? ReadOutput(string name, PropertyInfo property)
    {
        switch (property.GetCustomAttribute<OutputBindingAttribute>())
        {
            case QueueOutputAttribute queue:
                RequireMessages(property.PropertyType, name);
                return new Output(property.Name, property, queue);
            case HttpResultAttribute or null when property.PropertyType == typeof(HttpResponseData):
                return new Output(property.Name, property, null);
            case null:
                return null;
            case var other:
                Require(false, name, $"has the output {other.GetType().Name} on a {property.PropertyType.Name}");
                return null;
        }
    }

    private static void RequireMessages(Type type, string name) =>
        Require(type == typeof(string) || type == typeof(string[]), name, $"sends messages as {type.Name}; only string and string[] are");

    private static void Require(bool condition, string function, string otherwise)
    {
        if (!condition)
        {
            throw new NotSupportedException($"Function '{function}' {otherwise}, which the standalone runtime does not support.");
        }
    }

    // The Functions host's own rule.
    [GeneratedRegex("^[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();
}
