using System.Diagnostics;

namespace Local.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("local-tests-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Two_systems_do_not_share_a_folder()
    {
        using var first = StateFolder.Open(_path, fresh: false);

        var error = Assert.Throws<LocalException>(() => StateFolder.Open(_path, fresh: false));

        Assert.Contains("already runs", error.Message);
    }

    [Fact]
    public async Task A_folder_that_the_emulator_of_a_killed_system_still_saves_is_waited_for()
    {
        using var emulator = Process.Start(new ProcessStartInfo("node", ["-e", "process.stdin.resume()"])
        {
            RedirectStandardInput = true,
        })!;
        WriteEmulator(emulator.Id);

        var opening = Task.Run(() => StateFolder.Open(_path, fresh: false), Stop);
        emulator.StandardInput.Close();

        using var folder = await opening;
        Assert.True(emulator.HasExited);
    }

    [Fact]
    public void An_emulator_that_was_killed_is_not_waited_for_even_if_its_id_is_taken()
    {
        File.SetLastWriteTime(WriteEmulator(Environment.ProcessId), DateTime.Now.AddDays(-1));

        using var folder = StateFolder.Open(_path, fresh: false);
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

    private string WriteEmulator(int id)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_path, "azurite")).FullName, "running.pid");
        File.WriteAllText(file, $"{id}");
        return file;
    }
}
