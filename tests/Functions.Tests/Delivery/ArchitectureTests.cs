using System.Text.RegularExpressions;

namespace Functions.Tests.Delivery;

/// <summary>Rules of the source that no compiler knows.</summary>
public sealed partial class ArchitectureTests
{
    private const string App = "src/Functions";
    private const int MaxColumns = 120;

    /// <summary>The folders of the app, and those that the namespaces of each use.</summary>
    private static readonly Dictionary<string, string[]> Folders = SourceOf(App)
        .GroupBy(FolderOf)
        .Where(folder => !folder.Key.EndsWith(".cs", StringComparison.Ordinal))
        .ToDictionary(folder => folder.Key, folder => folder.SelectMany(NamespacesIn).Distinct().ToArray());

    [Fact]
    public void The_folders_of_the_app_do_not_depend_on_each_other_in_circles()
    {
        Assert.Contains("Storage", Folders["Payments"]);
        Assert.DoesNotContain(Folders.Keys, folder => CanReach(folder, folder, []));
    }

    [Fact]
    public void Only_the_storage_folder_knows_table_entities_and_only_one_class_the_mail_package()
    {
        var source = SourceOf(App).ToDictionary(file => file, File.ReadAllText);

        var withEntities = source.Where(file => file.Value.Contains("TableEntity", StringComparison.Ordinal));
        Assert.All(withEntities, file => Assert.Equal("Storage", Path.GetFileName(Path.GetDirectoryName(file.Key))));
        var withMail = source.Where(file => file.Value.Contains("using Azure.Communication", StringComparison.Ordinal));
        Assert.Equal("EmailSender.cs", Path.GetFileName(Assert.Single(withMail).Key));
    }

    [Fact]
    public void No_line_of_the_source_is_longer_than_120_columns()
    {
        string[] kinds = ["*.cs", "*.js", "*.cjs", "*.css"];
        var files = kinds.SelectMany(kind => SourceOf("src", kind).Concat(SourceOf("tests", kind))).ToArray();

        Assert.True(files.Length > 300, "The source was found.");
        Assert.Empty(
            from file in files
            from line in File.ReadLines(file).Index()
            where line.Item.Length > MaxColumns
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}");
    }

    private static string FolderOf(string file) =>
        Path.GetRelativePath(Path.Combine(Repository.Root, App), file).Split(Path.DirectorySeparatorChar)[0];

    private static bool CanReach(string from, string to, HashSet<string> visited) =>
        Folders.GetValueOrDefault(from, []).Any(next =>
            next == to || (visited.Add(next) && CanReach(next, to, visited)));

    private static IEnumerable<string> NamespacesIn(string file)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(file));
        return Namespace().Matches(File.ReadAllText(file))
            .Select(match => match.Groups[1].Value)
            .Where(used => used != folder);
    }

    private static IEnumerable<string> SourceOf(string folder, string kind = "*.cs") =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), kind, SearchOption.AllDirectories)
            .Where(file => !Generated().IsMatch(file));

    [GeneratedRegex(@"^using Functions\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"[\\/](obj|bin|node_modules|\.local)[\\/]")]
    private static partial Regex Generated();
}
