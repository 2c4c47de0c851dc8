using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>GET /mail: the letters as JSON. GET /letters/{id}: one as the HTML that was sent.</summary>
internal static class MailboxEndpoints
{
    public static void MapMailbox(this IEndpointRouteBuilder app, Mailbox mailbox)
    {
        app.MapGet("/mail", () => new { mailbox.Letters });
        app.MapGet("/letters/{id}", (string id, HttpResponse response) =>
        {
            if (mailbox.Letters.FirstOrDefault(letter => letter.Id == id) is not { } letter)
            {
                return Problem.Of(404, "not-found", "Нет такого письма", "Список писем – на главной странице.");
            }

            // A letter runs no scripts, has no origin, and loads nothing; its links open beside the mailbox.
            response.Headers.ContentSecurityPolicy =
                "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'";
            return Results.Text(
                letter.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal),
                "text/html",
                Encoding.UTF8);
        });
    }
}
