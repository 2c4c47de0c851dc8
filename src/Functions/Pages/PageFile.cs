using System.IO.Compression;
using System.Security.Cryptography;

namespace Functions.Pages;

/// <summary>A file with its compressed forms, which are made when they are first requested.</summary>
/// <param name="contentType">The media type with the character set.</param>
/// <param name="content">The file's bytes.</param>
internal sealed class PageFile(string contentType, byte[] content)
{
    private readonly Lazy<byte[]> _brotli =
        new(() => Compress(content, target => new BrotliStream(target, CompressionLevel.SmallestSize)));

    private readonly Lazy<byte[]> _gzip =
        new(() => Compress(content, target => new GZipStream(target, CompressionLevel.SmallestSize)));

    private readonly string _hash = Hash(content);

    /// <summary>The first 64 bits of the content's SHA-256, in hexadecimal.</summary>
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));

    /// <summary>
    /// Answers with the file in the caller's best coding, uncompressed if that is not smaller, or with 304.
    /// </summary>
    /// <param name="cacheControl">The answer's header Cache-Control.</param>
    /// <param name="acceptEncoding">The caller's header Accept-Encoding; null if there is none.</param>
    /// <param name="ifNoneMatch">The caller's header If-None-Match; null if there is none.</param>
    public PageAnswer Answer(string cacheControl, string? acceptEncoding, string? ifNoneMatch)
    {
        var coding = ContentCoding.Choose(acceptEncoding);
        var body = coding switch
        {
            ContentCoding.Brotli => _brotli.Value,
            ContentCoding.Gzip => _gzip.Value,
            _ => content,
        };
        var entityTag = $"\"{_hash}-{coding}\"";
        if (body.Length >= content.Length)
        {
            (coding, body, entityTag) = (ContentCoding.Identity, content, $"\"{_hash}\"");
        }

        return PageAnswer.Create(contentType, coding, body, entityTag, cacheControl, ifNoneMatch);
    }

    private static byte[] Compress(byte[] content, Func<Stream, Stream> createCoder)
    {
        using var result = new MemoryStream();
        using (var stream = createCoder(result))
        {
            stream.Write(content);
        }

        return result.ToArray();
    }
}
