using System.ComponentModel;

namespace Azure.Communication.Email;

/// <summary>How far the service is with a letter; other values than these may come.</summary>
public readonly struct EmailSendStatus : IEquatable<EmailSendStatus>
{
    private readonly string _value;

    /// <summary>A status by its name.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public EmailSendStatus(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Accepted, not looked at yet.</summary>
    public static EmailSendStatus NotStarted { get; } = new("NotStarted");

    /// <summary>On its way.</summary>
    public static EmailSendStatus Running { get; } = new("Running");

    /// <summary>Handed over for delivery; the end.</summary>
    public static EmailSendStatus Succeeded { get; } = new("Succeeded");

    /// <summary>Refused; the end.</summary>
    public static EmailSendStatus Failed { get; } = new("Failed");

    /// <summary>Given up; the end.</summary>
    public static EmailSendStatus Canceled { get; } = new("Canceled");

    /// <summary>Compares without regard to case.</summary>
    public static bool operator ==(EmailSendStatus left, EmailSendStatus right) => left.Equals(right);

    /// <summary>Compares without regard to case.</summary>
    public static bool operator !=(EmailSendStatus left, EmailSendStatus right) => !left.Equals(right);

#pragma warning disable CA2225 // The real one has no named alternative.
    /// <summary>A status by its name.</summary>
    public static implicit operator EmailSendStatus(string value) => new(value);
#pragma warning restore CA2225

    /// <inheritdoc/>
    public bool Equals(EmailSendStatus other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is EmailSendStatus other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value;
}
