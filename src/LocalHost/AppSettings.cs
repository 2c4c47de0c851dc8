using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace LocalHost;

/// <summary>The app's settings as its bindings name them.</summary>
internal sealed partial class AppSettings(IConfiguration configuration)
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    /// <summary>All of them.</summary>
    public IConfiguration All => configuration;

    /// <summary>Most bytes of a request's body; the Functions host's default is 100 MB.</summary>
    public long RequestBodyLimit { get; } = configuration.GetValue("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", 104_857_600L);

    /// <summary>Id of the host, which keeps apps apart that share a storage account.</summary>
    public string? HostId => configuration["AzureFunctionsWebHost:hostid"];

    /// <summary>Whether <c>/</c> answers with nothing instead of a page that says that the host runs.</summary>
    public bool IsHomepageDisabled => configuration.GetValue<bool>("AzureWebJobsDisableHomepage");

    /// <summary>Whether a function is turned off.</summary>
    public bool IsDisabled(string function) => configuration.GetValue<bool>($"AzureWebJobs.{function}.Disabled");

    /// <summary>A text of a binding with every <c>%SETTING%</c> replaced by that setting's value.</summary>
    /// <exception cref="FunctionsHostException">There is no such setting.</exception>
    public string Resolve(string text) =>
        Placeholder().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new FunctionsHostException($"'{match.Value}' names a setting that has no value."));

    /// <summary>
    /// The storage connection string that a binding names; as in the host, the prefix <c>AzureWebJobs</c> goes first.
    /// </summary>
    /// <exception cref="FunctionsHostException">There is none.</exception>
    public string ConnectionString(string? connection)
    {
        var name = string.IsNullOrEmpty(connection) ? DefaultConnection : Resolve(connection);
        return Find("AzureWebJobs" + name) ?? Find(name)
            ?? throw new FunctionsHostException(
                $"The storage connection string '{name}' is missing from the app's settings.");
    }

    private string? Find(string name) => configuration.GetConnectionString(name) ?? configuration[name];

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
