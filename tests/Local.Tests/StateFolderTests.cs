namespace Local.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("local-tests-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Two_systems_do_not_share_a_folder()
    {
        using var first = StateFolder.Open(_path, fresh: false);

        var error = Assert.Throws<LocalException>(() => StateFolder.Open(_path, fresh: false));

        Assert.Contains("already runs", error.Message);
    }

    [Fact]
    public void A_fresh_start_deletes_what_was_kept_and_nothing_else()
    {
        var other = Path.Combine(_path, "packages.props");
        File.WriteAllText(other, "");
        using (var before = StateFolder.Open(_path, fresh: false))
        {
            Directory.CreateDirectory(before.Azurite);
            foreach (var file in new[]
            {
                before.Letters,
                before.Clock,
                before.Secrets,
                $"{before.Secrets}.new",
                Path.Combine(before.Azurite, "db.json"),
            })
            {
                File.WriteAllText(file, "{}");
            }
        }

        using var after = StateFolder.Open(_path, fresh: true);

        Assert.Equal([other, Path.Combine(_path, "running.lock")], Directory.EnumerateFileSystemEntries(_path).Order());
    }
}
