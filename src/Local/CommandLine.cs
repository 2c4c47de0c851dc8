using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Local;

/// <summary>The command line's options. An error is one line on standard error and exit code 1.</summary>
internal static class CommandLine
{
    // What shells report of a program that Ctrl-C ended.
    private const int Interrupted = 130;

    // What runs when Ctrl-C comes has this long to finish.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    public static Task<int> RunAsync(string[] args)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the functions; the next four are the outside world's and the storage's.",
            DefaultValueFactory = _ => 7071,
            CustomParser = ParsePort,
        };
        var fresh = new Option<bool>("--fresh") { Description = "Start from empty state." };
        var state = new Option<string>("--state")
        {
            Description = "Folder of the state; another one, with another --port, runs beside this.",
            DefaultValueFactory = _ => Path.Combine(Root.Path, ".local"),
        };
        var child = new Option<bool>("--child")
        {
            Description = "Publish the functions and run them in a process of their own, as they are deployed; "
                + "the clock then shows the real time.",
        };
        var demo = new Command(
            "demo",
            "Play the five steps, from requisites to a paid subscription, against a fresh state in memory.");
        demo.SetAction((_, cancellationToken) =>
            ReportingAsync(() => Demo.RunAsync(Console.Out, cancellationToken), cancellationToken));

        var root = new RootCommand(
            "Runs the product on this machine: the functions, their storage, and the outside world around them.")
        {
            port,
            fresh,
            state,
            child,
            demo,
        };
        root.SetAction((parsed, cancellationToken) => ReportingAsync(() => Product.RunAsync(
            parsed.GetValue(port),
            parsed.GetValue(state)!,
            parsed.GetValue(fresh),
            parsed.GetValue(child),
            Console.Out,
            cancellationToken), cancellationToken));

        var result = root.Parse(args);
        if (result.Action is ParseErrorAction error)
        {
            error.ShowHelp = false;
        }

        return result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = StopLimit });
    }

    private static int ParsePort(ArgumentResult result)
    {
        const int last = 65535 - LocalSystem.PortCount + 1;
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is >= 1 and <= last)
        {
            return port;
        }

        result.AddError($"--port has to be a number from 1 to {last}.");
        return 0;
    }

    private static async Task<int> ReportingAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
            return 0;
        }
        catch (LocalException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
    }
}
