using System.Security.Cryptography;

namespace Local;

/// <summary>How the outside world starts; by itself on any free port, with new keys and nothing kept.</summary>
public sealed record OutsideWorldOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock that the product and the outside world share.</summary>
    public MovableClock Clock { get; init; } = new();

    /// <summary>A file that keeps the letters, or null for memory alone.</summary>
    public string? LettersFile { get; init; }

    /// <summary>Told of a letter that was cut off.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>The key that the mail service's clients sign with.</summary>
    public byte[] MailAccessKey { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The key that the widget vendor signs tokens with, at least 32 bytes.</summary>
    public byte[] WidgetKey { get; init; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whom the widget's tokens are for.</summary>
    public string WidgetAudience { get; init; } = "billing";
}
