namespace Standalone;

/// <summary>Where the running app answers.</summary>
public sealed class StandaloneServer
{
    private string? _url;

    internal StandaloneServer()
    {
    }

    /// <summary>The address bound, with the real port and no slash at its end, such as <c>http://127.0.0.1:7071</c>.</summary>
    /// <exception cref="InvalidOperationException">The app has not started.</exception>
    public string Url
    {
        get => _url ?? throw new InvalidOperationException("The app has not started.");
        internal set => _url = value;
    }
}
