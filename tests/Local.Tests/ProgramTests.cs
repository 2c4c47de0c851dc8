using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Local.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_taken_port_is_one_clear_line_and_a_failure()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var program = new LocalProgram(["--port", $"{port}"]);

        var (exitCode, _, errors) = await program.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Port {port} of 127.0.0.1 is taken.", Assert.Single(Lines(errors)));
    }

    [Fact]
    public async Task A_missing_Node_js_is_one_clear_line_and_a_failure()
    {
        using var program = new LocalProgram(["demo"], path: Path.Combine(AppContext.BaseDirectory, "nothing-here"));

        var (exitCode, _, errors) = await program.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("node was not found. Install Node.js", Assert.Single(Lines(errors)));
    }

    [Theory]
    [InlineData("--port", "many")]
    [InlineData("--port", "0")]
    [InlineData("--port", "65532")]
    public async Task A_port_that_is_none_is_one_clear_line_and_a_failure(params string[] arguments)
    {
        using var program = new LocalProgram(arguments);

        var (exitCode, _, errors) = await program.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal("--port has to be a number from 1 to 65531.", Assert.Single(Lines(errors)));
    }

    [Fact]
    public async Task The_demo_shows_the_five_steps_and_ends_well()
    {
        using var program = new LocalProgram(["demo"]);

        var (exitCode, output, errors) = await program.EndAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(
            ["1. ", "2. ", "3. ", "4. ", "5. ", "The subscription is «Оплачено»."],
            step => Assert.Contains($"\n{step}", output));
    }

    [Fact]
    public async Task Ctrl_C_stops_everything_and_is_no_failure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no way to send another process Ctrl-C.");
        var state = Directory.CreateTempSubdirectory("local-tests-");
        try
        {
            using var program = new LocalProgram(["--port", $"{Some.FivePorts()}", "--state", state.FullName]);
            var start = new List<string>();
            var health = await program.RunsAsync(start);
            Assert.StartsWith("Starting the product.", start[0]);
            Assert.Contains(start, line => line.EndsWith(" s  Starting the storage…", StringComparison.Ordinal));
            Assert.Contains(start, line => line.EndsWith(" s  Starting the functions…", StringComparison.Ordinal));
            using var http = new HttpClient();
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(health, Stop)).StatusCode);

            using (var kill = Process.Start("kill", [IgnoresInterrupts() ? "-TERM" : "-INT", $"{program.Id}"]))
            {
                await kill.WaitForExitAsync(Stop);
            }

            var (exitCode, output, errors) = await program.EndAsync();
            Assert.Equal((0, ""), (exitCode, errors));
            Assert.EndsWith("Stopped.\n", output);
            Ports.RequireFree(health.Port, LocalSystem.PortCount);
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Started in the background by a shell, the tests and what they start ignore Ctrl-C; then another signal is used.
    private static bool IgnoresInterrupts()
    {
        const int interrupt = 2;
        var ignored = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
            : "0";
        return (Convert.ToUInt64(ignored.Split('\t')[^1], 16) & (1UL << (interrupt - 1))) != 0;
    }
}
