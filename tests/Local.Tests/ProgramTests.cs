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

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
