using System.Text.RegularExpressions;

namespace Local;

/// <summary>The documents of the repository, and the pictures in them.</summary>
internal static partial class Documents
{
    /// <summary>The full path of one; null if there is none of that name.</summary>
    /// <param name="name">From the root of the repository, such as <c>docs/widget.md</c>.</param>
    public static string? Find(string name) =>
        Name().IsMatch(name) && Path.Combine([Root.Path, .. name.Split('/')]) is var path && File.Exists(path)
            ? path
            : null;

    [GeneratedRegex(@"\A(docs/|infra/)?[A-Za-z-]+\.(md|png)\z")]
    private static partial Regex Name();
}
