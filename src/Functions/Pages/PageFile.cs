using System.IO.Compression;
using System.Security.Cryptography;

namespace Functions.Pages;

/// <summary>A file as it was written and, where that is smaller, compressed: once, when it is first asked for.</summary>
/// <param name="contentType">With its character set.</param>
/// <param name="content">The file.</param>
internal sealed class PageFile(string contentType, byte[] content)
{
    private readonly Lazy<byte[]> _brotli =
        new(() => Compress(content, to => new BrotliStream(to, CompressionLevel.SmallestSize)));

    private readonly Lazy<byte[]> _gzip =
        new(() => Compress(content, to => new GZipStream(to, CompressionLevel.SmallestSize)));

    private readonly string _hash = Hash(content);

    /// <summary>The start of the content's SHA-256, in hexadecimal.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    /// <summary>Answers with the file in the coding that suits the caller best, or that the caller has it.</summary>
    /// <param name="cacheControl">How long it may be kept.</param>
    /// <param name="acceptEncoding">The caller's header; null if there is none.</param>
    /// <param name="ifNoneMatch">The same.</param>
    public PageAnswer Answer(string cacheControl, string? acceptEncoding, string? ifNoneMatch)
    {
        var coding = ContentCoding.Choose(acceptEncoding);
        var body = coding switch
        {
            ContentCoding.Brotli => _brotli.Value,
            ContentCoding.Gzip => _gzip.Value,
            _ => content,
        };
        return body.Length < content.Length
            ? PageAnswer.Create(contentType, coding, body, $"\"{_hash}-{coding}\"", cacheControl, ifNoneMatch)
            : PageAnswer.Create(contentType, ContentCoding.Identity, content, $"\"{_hash}\"", cacheControl, ifNoneMatch);
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> coder)
    {
        using var result = new MemoryStream();
        using (var stream = coder(result))
        {
            stream.Write(content);
        }

        return result.ToArray();
    }
}
