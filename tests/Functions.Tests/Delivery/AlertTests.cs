using System.Reflection;
using System.Text.RegularExpressions;
using Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Functions.Tests.Delivery;

/// <summary>An alert that reads what nobody writes stays silent for ever.</summary>
public sealed partial class AlertTests
{
    private static readonly string Alerts = Repository.Read("infra/alerts.bicep");

    [Fact]
    public void Every_log_line_that_an_alert_reads_is_one_that_the_app_writes()
    {
        var written = Methods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.Message).OfType<string>().ToList();
        var read = Messages().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(read);
        Assert.All(read, start => Assert.Contains(written, message => message.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_function_that_an_alert_names_is_one_of_the_app()
    {
        var functions = Methods().Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().ToList();
        var named = Requests().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, functions));
    }

    [Fact]
    public void Every_metric_that_an_alert_reads_is_one_that_the_app_measures()
    {
        var measured = typeof(Signals).GetFields().Select(field => (string?)field.GetRawConstantValue()).ToList();
        var read = Metrics().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(read);
        Assert.All(read, name => Assert.Contains(name, measured));
    }

    [Fact]
    public void Every_alert_is_explained_to_the_operator()
    {
        var handbook = Repository.Read("infra/README.md");

        Assert.All(Titles().Matches(Alerts), title => Assert.Contains(title.Groups[1].Value, handbook, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<MethodInfo> Methods() => typeof(BillingApp).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance));

    [GeneratedRegex("""Message startswith "([^"]+)""")]
    private static partial Regex Messages();

    [GeneratedRegex("""AppRequests .*?Name == "([^"]+)""")]
    private static partial Regex Requests();

    [GeneratedRegex("""AppMetrics .*?Name == "([^"]+)""")]
    private static partial Regex Metrics();

    [GeneratedRegex("title: '([^']+)'")]
    private static partial Regex Titles();
}
