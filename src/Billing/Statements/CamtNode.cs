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
    public CamtNode? First(params IEnumerable<string> paths) => paths.SelectMany(All).FirstOrDefault();

    /// <summary>The text of the first element on one of the paths that has one; else empty.</summary>
    public string Value(params IEnumerable<string> paths) =>
        paths.SelectMany(All).Select(node => node.Text).FirstOrDefault(text => text.Length > 0) ?? "";
}
