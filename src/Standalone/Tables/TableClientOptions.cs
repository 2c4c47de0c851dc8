using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, diagnostics and transport of a client, and the service version that it asks for.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Chooses a version of the service.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No version of the service.</exception>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) => VersionString = serviceVersion switch
    {
        ServiceVersion.V2020_12_06 => "2020-12-06",
        ServiceVersion.V2019_02_02 => "2019-02-02",
        _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
    };

    internal string VersionString { get; }

#pragma warning disable CA1034, CA1707 // Nested and with underscores, as in the real package.
    /// <summary>Versions of the service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1034, CA1707
}
