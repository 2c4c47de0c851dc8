using System.Text.Json;

namespace Local;

/// <summary>A value in a file, as JSON: the old one or the new one, whenever the program is killed.</summary>
internal static class KeptFile
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Where the new content is written, before it takes the place of the old one.</summary>
    public static string Beside(string file) => $"{file}.new";

    /// <exception cref="LocalException">It does not hold the value.</exception>
    public static T Read<T>(string file) => Parse<T>(File.ReadAllText(file), file);

    /// <summary>Reads a part of a file.</summary>
    /// <exception cref="LocalException">It does not hold the value.</exception>
    public static T Parse<T>(string json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Strict) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new LocalException(
                $"{file} is damaged or of an earlier version. Start again with --fresh, which forgets the state.");
        }
    }

    /// <summary>Writes a file that this user alone can read.</summary>
    public static void Write<T>(string file, T value)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(Beside(file), options))
        {
            JsonSerializer.Serialize(stream, value);
            stream.Flush(flushToDisk: true);
        }

        File.Move(Beside(file), file, overwrite: true);
    }
}
