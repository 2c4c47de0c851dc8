using System.Reflection;
using System.Text.RegularExpressions;
using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Delivery;

/// <summary>The log lines, functions and metrics that alerts read exist. Otherwise alerts would never fire.</summary>
public sealed partial class AlertTests
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string Alerts = Repository.Read("infra/alerts.bicep");

    [Fact]
    public void Every_log_line_that_an_alert_reads_is_one_that_the_app_writes()
    {
        var messages = Attributes<LoggerMessageAttribute>().Select(attribute => attribute.Message).ToList();
        var starts = NamesIn(Alerts, Messages());

        Assert.NotEmpty(starts);
        Assert.All(starts, start =>
            Assert.Contains(messages, message => message.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_function_that_an_alert_names_is_one_of_the_app()
    {
        var functions = Attributes<FunctionAttribute>().Select(attribute => attribute.Name).ToList();
        var names = NamesIn(Alerts, Requests());

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, functions));
    }

    [Fact]
    public void Every_metric_that_an_alert_reads_is_one_that_the_app_measures()
    {
        var metrics = typeof(TelemetryNames).GetFields().Select(field => (string?)field.GetRawConstantValue()).ToList();
        var names = NamesIn(Alerts, Metrics());

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, metrics));
    }

    [Fact]
    public void Every_alert_is_explained_to_the_operator()
    {
        var handbook = Repository.Read("infra/README.md");

        Assert.All(NamesIn(Alerts, Titles()), title =>
            Assert.Contains(title, handbook, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<T> Attributes<T>()
        where T : Attribute => typeof(BillingApp).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(AnyMethod))
        .Select(method => method.GetCustomAttribute<T>())
        .OfType<T>();

    private static List<string> NamesIn(string text, Regex pattern) =>
        [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("""Message startswith "([^"]+)""")]
    private static partial Regex Messages();

    [GeneratedRegex("""AppRequests .*?Name == "([^"]+)""")]
    private static partial Regex Requests();

    [GeneratedRegex("""AppMetrics .*?Name == "([^"]+)""")]
    private static partial Regex Metrics();

    [GeneratedRegex("title: '([^']+)'")]
    private static partial Regex Titles();
}
