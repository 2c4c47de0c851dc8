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
    private const string Description = "openapi.yaml";

    // What no setting changes is read and compressed once in a process, however many apps run in it.
    private static readonly FrozenDictionary<string, byte[]> Resources = Load();
    private static readonly FrozenDictionary<string, PageFile> Unchanging = Resources
        .Where(file => Path.GetExtension(file.Key) != ".html")
        .ToFrozenDictionary(file => file.Key, file => new PageFile(TypeOf(file.Key), file.Value));

    private readonly FrozenDictionary<string, PageFile> _pages;
    private readonly FrozenDictionary<string, PageFile> _assets;

    public PageFiles(PageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var module = settings.ToModule();
        Version = VersionOf(Resources.Append(new(PageSettings.FileName, module)));
        _pages = new Dictionary<string, PageFile>
        {
            ["widget.js"] = new(TypeOf(".js"), Encoding.UTF8.GetBytes($"import \"./{Version}/widget.js\";\n")),
            ["cabinet"] = new(TypeOf(".html"), Page("cabinet.html")),
            ["operator"] = new(TypeOf(".html"), Page("operator.html")),
            [Types] = Unchanging[Types],
            [Description] = Unchanging[Description],
        }.ToFrozenDictionary();
        _assets = Unchanging.Where(file => file.Key is not (Types or Description))
            .Append(new(PageSettings.FileName, new(TypeOf(PageSettings.FileName), module)))
            .ToFrozenDictionary();
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

    private byte[] Page(string name) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Resources[name]).Replace(Placeholder, Version, StringComparison.Ordinal));

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".ts" => "text/plain; charset=utf-8",
        ".yaml" => "application/yaml; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        var extension => throw new InvalidOperationException($"No content type is known for {extension} files."),
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

    private static string VersionOf(IEnumerable<KeyValuePair<string, byte[]>> files) =>
        PageFile.Hash([.. files.OrderBy(file => file.Key, StringComparer.Ordinal)
            .SelectMany(file => (byte[])[.. Encoding.UTF8.GetBytes(file.Key), .. file.Value])]);
}
