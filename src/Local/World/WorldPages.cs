using System.Text;
using Functions.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// GET /: what this is, the mailbox, the bank and what is behind, on one page; at /crm it begins with the widget. GET
/// /consent: what the widget's consent links to. GET /read/…: the repository's documents. GET /pages/…: what the pages
/// load; their look and their small helpers are the product's own.
/// </summary>
internal static class WorldPages
{
    private const string Prefix = "world/";

    public static void MapPages(this IEndpointRouteBuilder app, Func<Uri?> functions)
    {
        foreach (var (path, page) in ((string, string)[])
            [("/", "index"), ("/crm", "index"), ("/consent", "consent"), ("/read/{**file}", "document")])
        {
            app.MapGet(path, (HttpResponse response) => Page(response, page, functions()?.ToString() ?? "/"));
        }

        app.MapGet("/favicon.ico", () => Results.Redirect("/pages/icon.svg"));
        app.MapGet("/source/{**file}", (string file) => Documents.Find(file) is { } path
            ? Results.File(path, Path.GetExtension(path) is ".md" ? "text/plain; charset=utf-8" : "image/png")
            : Results.NotFound());
        app.MapGet("/pages/{name}", (string name, HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            return (Read(Prefix + name) ?? Read("pages/" + name)) is { } content
                ? Results.Bytes(content, TypeOf(name))
                : Results.NotFound();
        });
    }

    private static IResult Page(HttpResponse response, string name, string product)
    {
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' {product}; style-src 'self' {product}; img-src 'self'; "
            + $"connect-src 'self' {product}; frame-src 'self'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
        return Results.Text(
            Encoding.UTF8.GetString(Read($"{Prefix}{name}.html")!)
                .Replace("{functions}", product, StringComparison.Ordinal),
            "text/html",
            Encoding.UTF8);
    }

    private static byte[]? Read(string resource)
    {
        var assembly = resource.StartsWith(Prefix, StringComparison.Ordinal)
            ? typeof(WorldPages).Assembly
            : typeof(PageFiles).Assembly;
        using var stream = assembly.GetManifestResourceStream(resource);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
}
