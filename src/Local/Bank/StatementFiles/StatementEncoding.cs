using System.Text;

namespace Local;

/// <summary>The encodings in which banks give statements.</summary>
public enum StatementEncoding
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    Utf8,

    /// <summary>UTF-8 with a byte order mark.</summary>
    Utf8WithMark,

    /// <summary>Windows-1251.</summary>
    Windows,

    /// <summary>Code page 866.</summary>
    Dos,
}

/// <summary>Texts as bytes.</summary>
public static class StatementEncodings
{
    /// <summary>The text's bytes. Code page 866 has no «».</summary>
    public static byte[] GetBytes(this StatementEncoding encoding, string text) => encoding switch
    {
        StatementEncoding.Utf8 => Encoding.UTF8.GetBytes(text),
        StatementEncoding.Utf8WithMark => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        StatementEncoding.Windows => CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(text),
        StatementEncoding.Dos => CodePagesEncodingProvider.Instance.GetEncoding(866)!
            .GetBytes(text.Replace('«', '"').Replace('»', '"')),
    };
}
