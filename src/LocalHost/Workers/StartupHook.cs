using System.Diagnostics;

/// <summary>
/// Runs in a child worker before the app does, and ends it when its host is gone, however the host ended: the pipe of
/// standard input closes then. The name, without a namespace, and the method are those that the runtime looks for.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        var thread = new Thread(static () =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
            }

            // At once: what a host that is gone asked for is of no use to anybody.
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "Waits for the host to go" };
        thread.Start();
    }
}
