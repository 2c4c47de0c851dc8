using System.ComponentModel;
using System.Diagnostics;

namespace Local;

/// <summary>A folder of the emulator's data.</summary>
internal static class AzuriteFolder
{
    private static readonly TimeSpan SaveLimit = TimeSpan.FromSeconds(30);

    /// <summary>Waits until no emulator uses it: one whose owner was killed goes on until it has saved.</summary>
    /// <exception cref="LocalException">One does not end.</exception>
    public static void WaitUntilSaved(string folder)
    {
        var file = Path.Combine(folder, "running.pid");
        var waited = Stopwatch.StartNew();
        while (IsRunning(file))
        {
            if (waited.Elapsed > SaveLimit)
            {
                throw new LocalException(
                    $"Azurite has not yet saved an earlier run in {folder}. Wait, or end its process, see {file}.");
            }

            Thread.Sleep(50);
        }
    }

    // The emulator removes the file at its end. If it was killed, a process with its id is another one, and younger.
    private static bool IsRunning(string file)
    {
        try
        {
            using var process = Process.GetProcessById(
                int.Parse(File.ReadAllText(file), System.Globalization.CultureInfo.InvariantCulture));
            return process.StartTime < File.GetLastWriteTime(file);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException
            or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }
}
