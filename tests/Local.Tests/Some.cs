namespace Local.Tests;

/// <summary>What a test may take for itself.</summary>
internal static class Some
{
    /// <summary>The first of five free ports in a row, below the range that systems hand out by themselves.</summary>
    public static int FivePorts()
    {
        while (true)
        {
            var first = Random.Shared.Next(20_000, 30_000);
            try
            {
                Ports.RequireFree(first, LocalSystem.PortCount);
                return first;
            }
            catch (LocalException)
            {
            }
        }
    }
}
