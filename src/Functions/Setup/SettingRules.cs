using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Functions.Setup;

/// <summary>Rules that settings of several sections have in common.</summary>
internal static class SettingRules
{
    /// <summary>Reads a section, and checks it when the app starts.</summary>
    /// <remarks>
    /// The validator is generated, so that a start does not wait for reflection to find the rules; it also calls
    /// <see cref="IValidatableObject"/>.
    /// </remarks>
    public static OptionsBuilder<TSettings> AddSettings<TSettings, TValidator>(this IServiceCollection services)
        where TSettings : class
        where TValidator : class, IValidateOptions<TSettings> =>
        services.AddOptionsWithValidateOnStart<TSettings, TValidator>();

    /// <summary>How many bytes a base64 text stands for; -1 if it is none, or missing.</summary>
    public static int Base64Length(string? text)
    {
        if (text is null)
        {
            return -1;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? length : -1;
    }

    /// <summary>Whether an address can be opened in a browser.</summary>
    public static bool IsWebAddress(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    /// <summary>Whether a text is an address that can be opened in a browser.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsWebAddress(address);

    /// <summary>Whether a text is an origin as browsers send it, such as <c>https://crm.example.ru</c>.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && IsWebAddress(address)
        && address.GetLeftPart(UriPartial.Authority) == text;
}
