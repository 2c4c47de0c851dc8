using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Retries, diagnostics and transport of an <see cref="EmailClient"/>, and the service version that it asks for.</summary>
public class EmailClientOptions : ClientOptions
{
    /// <summary>Chooses a version of the service.</summary>
    /// <param name="version">2023-03-31 or newer; the previews before it have another protocol.</param>
    /// <exception cref="NotSupportedException">A version before 2023-03-31.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No version of the service.</exception>
    public EmailClientOptions(ServiceVersion version = ServiceVersion.V2025_09_01) => ApiVersion = version switch
    {
        ServiceVersion.V2025_09_01 => "2025-09-01",
        ServiceVersion.V2024_07_01_Preview => "2024-07-01-preview",
        ServiceVersion.V2023_03_31 => "2023-03-31",
        ServiceVersion.V2021_10_01_Preview or ServiceVersion.V2023_01_15_Preview =>
            throw new NotSupportedException($"The stand-in of Azure.Communication.Email does not speak {version}."),
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    internal string ApiVersion { get; }

#pragma warning disable CA1034, CA1707 // Nested and with underscores, as in the real package.
    /// <summary>Versions of the service.</summary>
    public enum ServiceVersion
    {
        /// <summary>2021-10-01-preview.</summary>
        V2021_10_01_Preview = 1,

        /// <summary>2023-01-15-preview.</summary>
        V2023_01_15_Preview = 2,

        /// <summary>2023-03-31.</summary>
        V2023_03_31 = 3,

        /// <summary>2024-07-01-preview.</summary>
        V2024_07_01_Preview = 4,

        /// <summary>2025-09-01.</summary>
        V2025_09_01 = 5,
    }
#pragma warning restore CA1034, CA1707
}
