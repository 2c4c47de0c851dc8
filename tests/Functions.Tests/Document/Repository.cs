namespace Functions.Tests.Document;

/// <summary>The files of this repository, for tests about them.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Select(file => Path.GetRelativePath(Root, file)).Order();

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Functions.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Functions.sln is in no folder above the tests."));
}
