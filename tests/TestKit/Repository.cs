namespace TestKit;

/// <summary>The files of this repository, for tests about them.</summary>
public static class Repository
{
    /// <summary>The folder that holds Functions.sln.</summary>
    public static string Root => Local.Root.Path;

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The files of a folder that fit a pattern, by name.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern)
            .Select(file => Path.GetRelativePath(Root, file)).Order();
}
