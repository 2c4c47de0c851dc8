using System.Collections.Frozen;
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
    private readonly FrozenDictionary<string, PageFile> _pages;
    private readonly FrozenDictionary<string, PageFile> _assets;

    /// <summary>Reads the files from this assembly.</summary>
    public PageFiles()
    {
        var files = Load();
        Version = VersionOf(files);
        _pages = new Dictionary<string, PageFile>
        {
            ["widget.js"] = new(
                "text/javascript; charset=utf-8", Encoding.UTF8.GetBytes($"import \"./{Version}/widget.js\";\n")),
            ["cabinet"] = new("text/html; charset=utf-8", Page(files["cabinet.html"])),
            ["openapi.yaml"] = new("application/yaml; charset=utf-8", files["openapi.yaml"]),
        }.ToFrozenDictionary();
        _assets = files.Where(file => !IsPage(file.Key))
            .ToFrozenDictionary(file => file.Key, file => new PageFile(TypeOf(file.Key), file.Value));
    }

    /// <summary>What the addresses of this build's files begin with: a hash of their content.</summary>
    public string Version { get; }

    /// <summary>Answers a GET for a path below <c>/api/pages/</c>; null where there is no such file.</summary>
    /// <param name="path">"widget.js", "cabinet", "1a2b3c4d5e6f/dom.js".</param>
    /// <param name="acceptEncoding">The caller's header; null if there is none.</param>
    /// <param name="ifNoneMatch">The same.</param>
    public PageAnswer? Answer(string path, string? acceptEncoding = null, string? ifNoneMatch = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_pages.TryGetValue(path, out var page))
        {
            return page.Answer("no-cache", acceptEncoding, ifNoneMatch);
        }

        // While a deployment rolls out, a page of one version may ask an instance of another: it gets what there is,
        // but not for good.
        return path.Split('/') is [var version, var name] && _assets.TryGetValue(name, out var asset)
            ? asset.Answer(version == Version ? "public, max-age=31536000, immutable" : "no-cache", acceptEncoding, ifNoneMatch)
            : null;
    }

    private byte[] Page(byte[] content) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(content).Replace(Placeholder, Version, StringComparison.Ordinal));

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
                return content.ToArray();
            });
    }

    private static string VersionOf(FrozenDictionary<string, byte[]> files) =>
        PageFile.Hash([.. files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .SelectMany(file => (byte[])[.. Encoding.UTF8.GetBytes(file.Key), .. file.Value])]);
}
