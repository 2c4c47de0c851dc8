using System.Text;
using System.Text.Json;

namespace Local;

/// <summary>Letters in a file, one as JSON in each line.</summary>
internal static class LetterStore
{
    private const byte NewLine = (byte)'\n';

    /// <summary>
    /// Reads the letters. A last line that was cut off is removed: the next letter would be added to it.
    /// </summary>
    /// <param name="file">Full path; a file that is not there holds no letters.</param>
    /// <param name="say">Told of a line that was dropped.</param>
    /// <exception cref="LocalException">Another line is no letter.</exception>
    public static IReadOnlyList<Letter> Open(string file, Action<string>? say)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var content = File.ReadAllBytes(file);
        var length = content.AsSpan().LastIndexOf(NewLine) + 1;
        var lines = Encoding.UTF8.GetString(content, 0, length).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Letter[] letters = [.. lines.Select(line => KeptFile.Parse<Letter>(line, file))];
        if (length < content.Length)
        {
            // The program was killed while it wrote, before the letter was accepted: its sender sends it again.
            using var handle = File.OpenHandle(file, access: FileAccess.Write);
            RandomAccess.SetLength(handle, length);
            say?.Invoke($"The last letter in {file} was cut off and is dropped.");
        }

        return letters;
    }

    /// <summary>Adds a letter.</summary>
    public static void Append(string file, Letter letter) =>
        File.AppendAllBytes(file, [.. JsonSerializer.SerializeToUtf8Bytes(letter), NewLine]);
}
