namespace Local;

/// <summary>The root folder of the repository, found from where this program was built.</summary>
public static class Root
{
    /// <summary>Full path of the folder that holds Functions.sln.</summary>
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new LocalException(
            "Functions.sln was not found above this program; run it from a clone of the repository."),
        _ when File.Exists(System.IO.Path.Combine(folder.FullName, "Functions.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
