using System.Diagnostics;

namespace Local.Tests;

/// <summary>
/// The program with the functions in a process of their own, which neither outlives it nor leaves it behind.
/// </summary>
public sealed class ChildProgramTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("local-tests-");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_that_end_by_themselves_end_the_program_with_one_clear_line()
    {
        using var program = await StartAsync();
        var functions = Children(program).Single(child => child.IsFunctions);

        functions.Process.Kill();

        var (exitCode, _, errors) = await program.EndAsync();
        Assert.Equal((1, "The worker ended with exit code 137: it said nothing"), (exitCode, errors.Trim()));
    }

    [Fact]
    public async Task Nothing_outlives_a_program_that_was_killed()
    {
        using var program = await StartAsync();
        var children = Children(program);
        Assert.Equal(2, children.Count);

        await program.KillAsync();

        foreach (var (process, _) in children)
        {
            await process.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        }
    }

    public void Dispose() => _state.Delete(recursive: true);

    private async Task<LocalProgram> StartAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells whose child a process is.");
        var program = new LocalProgram(["--child", "--port", $"{Some.FivePorts()}", "--state", _state.FullName]);
        await program.RunsAsync();
        return program;
    }

    // The storage and the functions. The field behind a process's name in brackets is its state, the next its parent.
    private static List<(Process Process, bool IsFunctions)> Children(LocalProgram program)
    {
        var children = new List<(Process, bool)>();
        foreach (var process in Process.GetProcesses())
        {
            try
            {
                var fields = File.ReadAllText($"/proc/{process.Id}/stat")
                    .Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields[1] == $"{program.Id}")
                {
                    var command = File.ReadAllText($"/proc/{process.Id}/cmdline");
                    children.Add((process, command.Contains("--functions-uri", StringComparison.Ordinal)));
                }
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return children;
    }
}
