using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Functions.Pages;

/// <summary>
/// The widget's and the cabinet's files, which the app carries as resources. Each page is found at its name and always looked
/// up anew; all that it loads is found below a version, the hash of all the files, and kept by browsers for good.
/// </summary>
public sealed class PageFiles
{
    private const string Prefix = "pages/";
    private const string Placeholder = "{version}";
    private readonly FrozenDictionary<string, byte[]> _files = Load();

    /// <summary>Reads the files from this assembly.</summary>
    public PageFiles() => Version = VersionOf(_files);

    /// <summary>What the addresses of this build's files begin with: a hash of their content.</summary>
    public string Version { get; }

    /// <summary>Answers a GET for a path below <c>/api/pages/</c>; null where there is no such file.</summary>
    /// <param name="path">"widget.js", "cabinet", "1a2b3c4d5e6f/dom.js".</param>
    /// <param name="ifNoneMatch">The If-None-Match header, if the caller sent one.</param>
    public PageAnswer? Answer(string path, string? ifNoneMatch)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path switch
        {
            "widget.js" => Entry("text/javascript; charset=utf-8", Encoding.UTF8.GetBytes($"import \"./{Version}/widget.js\";\n"), ifNoneMatch),
            "openapi.yaml" => Entry("application/yaml; charset=utf-8", _files[path], ifNoneMatch),
            "cabinet" or "reference" => Entry("text/html; charset=utf-8", Page(path + ".html"), ifNoneMatch),
            _ when path.Split('/') is [var version, var name] && !IsPage(name) && _files.TryGetValue(name, out var content)
                => Asset(version, name, content, ifNoneMatch),
            _ => null,
        };
    }

    private byte[] Page(string name) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(_files[name]).Replace(Placeholder, Version, StringComparison.Ordinal));

    private static PageAnswer Entry(string type, byte[] content, string? ifNoneMatch) =>
        PageAnswer.Of(type, content, $"\"{Hash(content)}\"", "no-cache", ifNoneMatch);

    // While a deployment rolls out, a page of one version may ask an instance of another: it gets what there is, but not for good.
    private PageAnswer Asset(string version, string name, byte[] content, string? ifNoneMatch) => PageAnswer.Of(
        TypeOf(name), content, $"\"{Version}\"", version == Version ? "public, max-age=31536000, immutable" : "no-cache", ifNoneMatch);

    private static bool IsPage(string name) => Path.GetExtension(name) is ".html" or ".yaml";

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No content type is known for {other} files."),
    };

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name =>
            {
                using var resource = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                resource.CopyTo(content);
                return Lean.Of(name, content.ToArray());
            });
    }

    private static string VersionOf(FrozenDictionary<string, byte[]> files) =>
        Hash([.. files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => (byte[])[.. Encoding.UTF8.GetBytes(file.Key), .. file.Value])]);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
}
