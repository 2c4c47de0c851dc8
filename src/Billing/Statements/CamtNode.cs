namespace Billing;

/// <summary>An element of a camt.053 file, by its local name: the namespace says only which version it is.</summary>
internal sealed class CamtNode(string name, string currency)
{
    private readonly List<CamtNode> _children = [];

    public string Name { get; } = name;

    /// <summary>The attribute <c>Ccy</c> of sums.</summary>
    public string Currency { get; } = currency;

    public string Text { get; set; } = "";

    public void Add(CamtNode child) => _children.Add(child);

    /// <summary>All elements on a path such as <c>RltdPties/Dbtr</c>.</summary>
    public IEnumerable<CamtNode> All(string path)
    {
        IEnumerable<CamtNode> found = [this];
        foreach (var step in path.Split('/'))
        {
            found = found.SelectMany(node => node._children.Where(child => child.Name == step));
        }

        return found;
    }

    /// <summary>The first element on one of the paths.</summary>
    public CamtNode? First(params ReadOnlySpan<string> paths) => First(paths, hasText: false);

    /// <summary>The text of the first element on one of the paths that has one; else empty.</summary>
    public string Value(params ReadOnlySpan<string> paths) => First(paths, hasText: true)?.Text ?? "";

    private CamtNode? First(ReadOnlySpan<string> paths, bool hasText)
    {
        foreach (var path in paths)
        {
            if (First(path.AsSpan(), hasText) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private CamtNode? First(ReadOnlySpan<char> path, bool hasText)
    {
        var slash = path.IndexOf('/');
        var step = slash < 0 ? path : path[..slash];
        foreach (var child in _children)
        {
            if (step.SequenceEqual(child.Name)
                && (slash < 0 ? child : child.First(path[(slash + 1)..], hasText)) is { } found
                && (!hasText || found.Text.Length > 0))
            {
                return found;
            }
        }

        return null;
    }
}
