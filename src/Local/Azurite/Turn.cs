namespace Local;

/// <summary>Lets one program after the other do what several may want at once on a fresh clone.</summary>
internal static class Turn
{
    /// <summary>Waits for one's turn, which lasts until it is disposed or its program has ended.</summary>
    /// <param name="name">Of what is done one by one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<FileStream> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Root.Path, ".local")).FullName, $"{name}.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }
}
