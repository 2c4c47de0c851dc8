using System.Collections.Frozen;
using System.Text;

namespace Functions.Pages;

/// <summary>
/// The files of the widget, the cabinet and the operator's page, which are resources of the app, and
/// <see cref="PageSettings"/>. A page has a fixed address, and browsers revalidate it each time. Other files have
/// addresses with a version, the hash of all files, and browsers keep them.
/// </summary>
public sealed class PageFiles
{
    private const string Prefix = "pages/";
    private const string Placeholder = "{version}";

    // TypeScript's types of the widget, for the engineers of a page that holds it.
    private const string Types = "widget.d.ts";
    private readonly FrozenDictionary<string, PageFile> _pages;
    private readonly FrozenDictionary<string, PageFile> _assets;

    public PageFiles(PageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var files = Load();
        files.Add(PageSettings.FileName, settings.ToModule());
        Version = VersionOf(files);
        _pages = new Dictionary<string, PageFile>
        {
            ["widget.js"] = new(
                "text/javascript; charset=utf-8",
                Encoding.UTF8.GetBytes($"import \"./{Version}/widget.js\";\n")),
            ["cabinet"] = new("text/html; charset=utf-8", Page(files["cabinet.html"])),
            ["operator"] = new("text/html; charset=utf-8", Page(files["operator.html"])),
            [Types] = new("text/plain; charset=utf-8", files[Types]),
            ["openapi.yaml"] = new("application/yaml; charset=utf-8", files["openapi.yaml"]),
        }.ToFrozenDictionary();
        _assets = files.Where(file => !IsPage(file.Key))
            .ToFrozenDictionary(file => file.Key, file => new PageFile(TypeOf(file.Key), file.Value));
    }

    /// <summary>The first part of the addresses of this build's files: a hash of their content.</summary>
    public string Version { get; }

    /// <summary>Answers a GET of a path below <c>/api/pages/</c>; null if there is no such file.</summary>
    /// <param name="path">"widget.js", "cabinet", "0123456789abcdef/dom.js".</param>
    /// <param name="acceptEncoding">The caller's header Accept-Encoding; null if there is none.</param>
    /// <param name="ifNoneMatch">The caller's header If-None-Match; null if there is none.</param>
    public PageAnswer? Answer(string path, string? acceptEncoding = null, string? ifNoneMatch = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_pages.TryGetValue(path, out var page))
        {
            return page.Answer("no-cache", acceptEncoding, ifNoneMatch);
        }

        if (path.Split('/') is not [var version, var name] || !_assets.TryGetValue(name, out var asset))
        {
            return null;
        }

        // During a deployment, a page of one version may load files from an instance of another. It gets that
        // instance's files, but must not keep them.
        var cacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        return asset.Answer(cacheControl, acceptEncoding, ifNoneMatch);
    }

    private byte[] Page(byte[] content) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(content).Replace(Placeholder, Version, StringComparison.Ordinal));

    private static bool IsPage(string name) => Path.GetExtension(name) is ".html" or ".yaml" or ".ts";

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var extension => throw new InvalidOperationException($"No content type is known for {extension} files."),
    };

    private static Dictionary<string, byte[]> Load()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name =>
            {
                using var resource = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                resource.CopyTo(content);
                return content.ToArray();
            });
    }

    private static string VersionOf(Dictionary<string, byte[]> files) =>
        PageFile.Hash([.. files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .SelectMany(file => (byte[])[.. Encoding.UTF8.GetBytes(file.Key), .. file.Value])]);
}
