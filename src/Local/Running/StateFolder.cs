namespace Local;

/// <summary>Where a local system keeps what outlives it. One system at a time may use a folder.</summary>
public sealed class StateFolder : IDisposable
{
    private readonly string _path;
    private readonly FileStream _inUse;

    private StateFolder(string path, FileStream inUse) => (_path, _inUse) = (path, inUse);

    /// <summary>Folder of the storage emulator's data.</summary>
    public string Azurite => Path.Combine(_path, "azurite");

    /// <summary>File of the letters.</summary>
    public string Letters => Path.Combine(_path, "letters.jsonl");

    /// <summary>File of the clock's offset.</summary>
    public string Clock => Path.Combine(_path, "clock.json");

    /// <summary>Folder of the published functions.</summary>
    public string Published => Path.Combine(_path, "published");

    /// <summary>File of the secrets.</summary>
    public string Secrets => Path.Combine(_path, "secrets.json");

    /// <summary>Takes the folder until disposed, and makes it if it is not there.</summary>
    /// <param name="path">Path of the folder; its other files are left alone.</param>
    /// <param name="fresh">Deletes what an earlier system kept.</param>
    /// <exception cref="LocalException">Another system uses it, or the emulator of one that was killed.</exception>
    public static StateFolder Open(string path, bool fresh)
    {
        FileStream inUse;
        try
        {
            inUse = new FileStream(
                Path.Combine(Directory.CreateDirectory(path).FullName, "running.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (IOException)
        {
            throw new LocalException($"The product already runs with the state in {path}. Stop it first.");
        }

        var folder = new StateFolder(path, inUse);
        try
        {
            AzuriteFolder.WaitUntilSaved(folder.Azurite);
            if (fresh)
            {
                folder.Clear();
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _inUse.Dispose();

    private void Clear()
    {
        if (Directory.Exists(Azurite))
        {
            Directory.Delete(Azurite, recursive: true);
        }

        foreach (var file in new[] { Letters, Clock, Secrets })
        {
            File.Delete(file);
            File.Delete(KeptFile.Beside(file));
        }
    }
}
