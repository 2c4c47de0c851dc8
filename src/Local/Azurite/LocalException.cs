namespace Local;

/// <summary>Something is missing on this machine; the message says in one line what, and what to do about it.</summary>
public sealed class LocalException(string message) : Exception(message);
