using Functions.Setup;

namespace Functions.Webhooks;

/// <summary>One address of the list <c>Webhooks</c>: who is told of events.</summary>
public sealed class WebhookSettings
{
    /// <summary>What a secret begins with, as Standard Webhooks writes it.</summary>
    public const string SecretPrefix = "whsec_";

    // What the specification asks for.
    private const int FewestSecretBytes = 24;
    private const int MostSecretBytes = 64;

    /// <summary>Where events are sent: https.</summary>
    public string Url { get; set; } = "";

    /// <summary>
    /// Secrets that sign events: <c>whsec_</c> and base64. Every one signs, so that the receiver can change from one to
    /// the other.
    /// </summary>
    public string[] Secrets { get; set; } = [];

    /// <summary>The widget account whose events are sent; empty for all.</summary>
    public string Account { get; set; } = "";

    /// <summary>Whether a text is a secret.</summary>
    public static bool IsSecret(string? text) =>
        text is not null
        && text.StartsWith(SecretPrefix, StringComparison.Ordinal)
        && SettingRules.Base64Length(text[SecretPrefix.Length..]) is >= FewestSecretBytes and <= MostSecretBytes;
}
