namespace Local;

/// <summary>The product as somebody uses it at a desk: state kept between runs, fixed ports, until Ctrl-C.</summary>
internal static class Product
{
    /// <summary>Starts it, prints the links, and stops it in order when told to.</summary>
    /// <exception cref="LocalException">
    /// A port or the folder is taken, or something is missing on this machine.
    /// </exception>
    public static async Task RunAsync(
        int port,
        string folder,
        bool fresh,
        bool child,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        await output.WriteLineAsync("Starting the product. The first time it takes about a minute.");
        Ports.RequireFree(port, LocalSystem.PortCount);
        using var state = StateFolder.Open(folder, fresh);
        try
        {
            if (child)
            {
                await output.WriteLineAsync("Publishing the functions…");
                await PublishedApp.PublishAsync("src/Functions", state.Published, cancellationToken);
            }

            var options = new LocalSystemOptions
            {
                Port = port,
                State = state,
                PublishedApp = child ? state.Published : null,
                TellsWorld = true,
                Say = output.WriteLine,
            };
            await using var system = await LocalSystem.StartAsync(options, cancellationToken);
            await output.WriteLineAsync(Links(system));
            throw new LocalException(await system.FunctionsEnded.WaitAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("Stopped.");
        }
    }

    private static string Links(LocalSystem system) => $"""

        The product runs; Ctrl-C stops it.

          Start here     {system.World.Url}  what this is, and the way through it: widget, mailbox, bank, clock
          CRM            {new Uri(system.World.Url, "crm")}  a page with the widget in it
          Cabinet        {new Uri(system.Url, "api/pages/cabinet")}
          Widget token   {new Uri(system.World.Url, "widget-token?account=demo")}
          Clock          {new Uri(system.World.Url, "clock")}
          API            {new Uri(system.Url, "api/health")}
          Function key   {system.Secrets.FunctionKey}

        """;
}
