using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Functions.Cabinets;
using Functions.Catalog;
using Functions.Emails;
using Functions.Movements;
using Functions.Renewals;
using Functions.Security;
using Functions.Storage;
using Functions.Webhooks;

namespace Functions.Tests.Delivery;

/// <summary>
/// The settings are the same in the classes that read them, in the sample for a local run, and in the infrastructure.
/// </summary>
public sealed partial class SettingsTests
{
    private static readonly JsonDocumentOptions WithComments =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // In Azure an identity takes the place of the mail service's key, and the hash costs what OWASP asks for.
    private static readonly string[] Undeployed =
        ["Mail:ConnectionString", "Cabinet:HashMemoryKiB", "Cabinet:HashPasses"];

    private static readonly string Infrastructure = Repository.Read("infra/functions.bicep");

    private static readonly HashSet<string> AppSettings =
    [
        .. NamesOf<MailSettings>("Mail"),
        .. NamesOf<WidgetSettings>("Widget"),
        .. NamesOf<CabinetSettings>("Cabinet"),
        .. NamesOf<SealSettings>("Seals"),
        .. NamesOf<EmailLimits>("EmailLimits"),
        .. NamesOf<OperatorSettings>("Operator"),
        .. NamesOf<OperatorsSettings>("Operators"),
        .. NamesOf<ConsentSettings>("Consent"),
        .. NamesOf<PayeeSettings>("Payee"),
        .. NamesOf<BankSettings>("Bank"),
        .. NamesOf<TariffSettings>("Tariffs:0"),
        .. NamesOf<DiscountSettings>("Discounts:0"),
        .. NamesOf<GraceSettings>("Subscriptions"),
        .. NamesOf<WebhookSettings>("Webhooks:0"),
    ];

    private static readonly HashSet<string> SampleSettings =
    [
        .. JsonDocument.Parse(Repository.Read("local.settings.sample.json"), WithComments)
            .RootElement.GetProperty("Values").EnumerateObject()
            .Select(value => Normalize(value.Name))
            .Where(IsOurs),
    ];

    private static readonly HashSet<string> DeployedSettings =
    [
        .. Setting().Matches(Infrastructure).Select(match => Normalize(match.Groups[1].Value)).Where(IsOurs),
    ];

    [Fact]
    public void Every_setting_of_the_sample_is_one_that_the_app_reads() =>
        Assert.Empty(SampleSettings.Except(AppSettings));

    [Fact]
    public void Every_setting_of_the_infrastructure_is_one_that_the_app_reads() =>
        Assert.Empty(DeployedSettings.Except(AppSettings));

    [Fact]
    public void The_sample_shows_every_setting() =>
        Assert.Empty(AppSettings.Except(SampleSettings).Except(["Mail:Endpoint"]));

    // In Azure an identity replaces the connection string, and the hash has its default strength.
    [Fact]
    public void The_infrastructure_sets_every_setting() =>
        Assert.Empty(AppSettings.Except(DeployedSettings).Except(Undeployed));

    [Fact]
    public void The_infrastructure_names_each_of_the_services_of_the_storage() =>
        Assert.All(
            ["blobServiceUri", "queueServiceUri", "tableServiceUri", "credential", "clientId"],
            name => Assert.Contains($"AzureWebJobsStorage__{name}:", Infrastructure, StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf<T>(string section) => NamesOf(typeof(T), section);

    private static IEnumerable<string> NamesOf(Type type, string section) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .SelectMany(property => (property.PropertyType.GetElementType(), $"{section}:{property.Name}") switch
            {
                (null, var name) => [name],
                (var element, var name) when element == typeof(string) => [$"{name}:0"],
                var (element, name) => NamesOf(element, $"{name}:0"),
            });

    private static bool IsOurs(string name) =>
        name.Contains(':', StringComparison.Ordinal)
        && !name.StartsWith("AzureWebJobsStorage", StringComparison.Ordinal);

    // All elements of a list are one setting.
    private static string Normalize(string name) =>
        Index().Replace(name.Replace("__", ":", StringComparison.Ordinal), ":0");

    [GeneratedRegex(@"['\s]((?:[A-Za-z]+__)+[A-Za-z0-9$\{\}_]*)['\:]")]
    private static partial Regex Setting();

    [GeneratedRegex(@":(\d+|\$\{i\})")]
    private static partial Regex Index();
}
