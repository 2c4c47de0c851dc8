using System.Text;
using System.Text.RegularExpressions;

namespace Billing;

/// <summary>
/// The first bytes of a statement's file, from which format and encoding are told, and the whole file from its
/// beginning, which is read once and never held.
/// </summary>
internal sealed partial class FileHead
{
    private const int Length = 64 * 1024;
    private const string FirstLine = "1CClientBankExchange";

    // Keys of the format that are not ASCII. They read right in the encoding of the file and in no other.
    private static readonly string[] Words =
        ["ВерсияФормата", "Кодировка", "РасчСчет", "СекцияДокумент", "КонецФайла", "ДатаСоздания"];

    private static readonly Encoding[] OneByteEncodings = [CodePage(1251), CodePage(866)];

    private readonly byte[] _bytes;

    private FileHead(byte[] bytes, ReplayStream whole)
    {
        _bytes = bytes;
        Whole = whole;
    }

    public ReplayStream Whole { get; }

    public static FileHead Read(Stream stream)
    {
        var buffer = new byte[Length];
        var length = stream.ReadAtLeast(buffer, Length, throwOnEndOfStream: false);
        return new FileHead(buffer[..length], new ReplayStream(buffer.AsMemory(0, length), stream));
    }

    /// <summary>The file's format.</summary>
    /// <exception cref="StatementException">It has neither.</exception>
    public StatementFormat Format()
    {
        // Without the bytes of UTF-16 that are zero, and without any byte order mark.
        var start = Encoding.Latin1.GetString(_bytes.AsSpan(0, Math.Min(_bytes.Length, 200)));
        start = start.Replace("\0", "").TrimStart('\u00ef', '\u00bb', '\u00bf', '\u00fe', '\u00ff').TrimStart();
        return start.StartsWith(FirstLine, StringComparison.OrdinalIgnoreCase) ? StatementFormat.ClientBankExchange
            : start.StartsWith('<') ? StatementFormat.Camt053
            : throw new StatementException(
                StatementFault.NotAStatement,
                "Это не выписка: нужен файл 1CClientBankExchange (kl_to_1c.txt) или camt.053 (XML). "
                    + "Выберите этот формат при выгрузке из банка.");
    }

    /// <summary>
    /// The encoding of a 1CClientBankExchange file, decided by its words: what <c>Кодировка=</c> says is often wrong,
    /// and one broken letter in a purpose must not change how all the others are read.
    /// </summary>
    /// <exception cref="StatementException">They read right in none.</exception>
    public Encoding TextEncoding()
    {
        Encoding[] candidates = [Encoding.UTF8, .. OneByteEncodings];
        return candidates.FirstOrDefault(HasWords) ?? throw new StatementException(
            StatementFault.WrongEncoding,
            "Не удалось прочитать русские буквы: сохраните файл в кодировке Windows-1251, DOS (866) или UTF-8.");
    }

    /// <summary>
    /// The encoding that XML declares, where .NET needs help with it; null where it does not.
    /// </summary>
    public Encoding? DeclaredEncoding()
    {
        var declaration = Encoding.Latin1.GetString(_bytes.AsSpan(0, Math.Min(_bytes.Length, 200)));
        return EncodingName().Match(declaration).Groups["name"].Value.ToUpperInvariant() switch
        {
            "WINDOWS-1251" or "CP1251" => OneByteEncodings[0],
            "IBM866" or "CP866" => OneByteEncodings[1],
            _ => null,
        };
    }

    private bool HasWords(Encoding encoding)
    {
        var text = encoding.GetString(_bytes);
        return Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;

    [GeneratedRegex("""\A\s*<\?xml[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z0-9_-]+)["']""")]
    private static partial Regex EncodingName();
}
