using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>The settings have three homes: the classes that read them, the sample for a local run, and the infrastructure. They must not drift apart.</summary>
public sealed partial class SettingsTests
{
    private static readonly IReadOnlySet<string> Known = Names();

    private static readonly HashSet<string> Sample = [.. JsonDocument
        .Parse(Repository.Read("local.settings.sample.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })
        .RootElement.GetProperty("Values").EnumerateObject().Select(value => Plain(value.Name)).Where(IsOurs)];

    private static readonly HashSet<string> Deployed = [.. Setting().Matches(Repository.Read("infra/functions.bicep"))
        .Select(match => Plain(match.Groups[1].Value)).Where(IsOurs)];

    [Fact]
    public void Every_setting_of_the_sample_is_one_that_the_app_reads() => Assert.Empty(Sample.Except(Known));

    [Fact]
    public void Every_setting_of_the_infrastructure_is_one_that_the_app_reads() => Assert.Empty(Deployed.Except(Known));

    [Fact]
    public void The_sample_shows_every_setting() => Assert.Empty(Known.Except(Sample).Except(["Mail:Endpoint", "Cabinet:HashIterations"]));

    [Fact]
    public void The_infrastructure_sets_every_setting() =>
        // In Azure there is an identity in place of the connection string, and nobody weakens the hash.
        Assert.Empty(Known.Except(Deployed).Except(["Mail:ConnectionString", "Cabinet:HashIterations"]));

    [Fact]
    public void The_infrastructure_names_each_of_the_services_of_the_storage() =>
        Assert.All(
            ["blobServiceUri", "queueServiceUri", "tableServiceUri", "credential", "clientId"],
            name => Assert.Contains($"AzureWebJobsStorage__{name}:", Repository.Read("infra/functions.bicep"), StringComparison.Ordinal));

    private static HashSet<string> Names() =>
    [
        .. Of<MailSettings>("Mail"),
        .. Of<WidgetSettings>("Widget"),
        .. Of<CabinetSettings>("Cabinet"),
        .. Of<OperatorSettings>("Operator"),
        .. Of<PayeeSettings>("Payee"),
        .. Of<TariffSettings>("Tariffs:0"),
    ];

    private static IEnumerable<string> Of<T>(string section) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{section}:{property.Name}{(property.PropertyType.IsArray ? ":0" : "")}");

    private static bool IsOurs(string name) => name.Contains(':', StringComparison.Ordinal) && !name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal);

    /// <summary>A list's elements are one setting, whatever their number.</summary>
    private static string Plain(string name) => Index().Replace(name.Replace("__", ":", StringComparison.Ordinal), ":0");

    [GeneratedRegex(@"['\s]((?:[A-Za-z]+__)+[A-Za-z0-9$\{\}_]*)['\:]")]
    private static partial Regex Setting();

    [GeneratedRegex(@":(\d+|\$\{i\})")]
    private static partial Regex Index();
}
