using Microsoft.AspNetCore.Builder;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Local;

/// <summary>GET /api-document: the product's openapi.yaml in Swagger UI, from which its calls can be made.</summary>
internal static class ApiDocumentPage
{
    private const string Prefix = "api-document";

    public static void UseApiDocument(this WebApplication app, Func<Uri?> functions) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments($"/{Prefix}"), page => page
            .Use((context, next) =>
            {
                // Swagger UI styles its elements by attribute and has icons in its style sheet.
                context.Response.Headers.ContentSecurityPolicy =
                    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + $"connect-src 'self' {functions()}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
                return next(context);
            })
            .UseSwaggerUI(options =>
            {
                options.RoutePrefix = Prefix;
                options.DocumentTitle = "API";

                // Enumerated for each page: where the product is gets known after this server has started.
                options.ConfigObject.Urls = Enumerable.Range(0, 1)
                    .Select(_ => new UrlDescriptor { Name = "openapi.yaml", Url = $"{functions()}api/openapi.yaml" });
            }));
}
