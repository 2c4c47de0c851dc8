using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>
/// GET /mail: the letters as JSON. GET /letters/{id}: one as the HTML that was sent. GET /letters/{id}/files/{at}: a
/// file that came with it.
/// </summary>
internal static class MailboxEndpoints
{
    public static void MapMailbox(this IEndpointRouteBuilder app, Mailbox mailbox)
    {
        app.MapGet("/mail", () => new { letters = mailbox.Letters.Select(Show) });
        app.MapGet("/letters/{id}", (string id, HttpResponse response) =>
        {
            if (Find(mailbox, id) is not { } letter)
            {
                return NotFound;
            }

            // A letter runs no scripts, has no origin, and loads nothing; its links open beside the mailbox.
            response.Headers.ContentSecurityPolicy =
                "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'";
            return Results.Text(
                letter.Html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal),
                "text/html",
                Encoding.UTF8);
        });
        app.MapGet("/letters/{id}/files/{at:int}", (string id, int at) =>
            Find(mailbox, id)?.Files.ElementAtOrDefault(at) is { } file
                ? Results.File(file.Content, file.ContentType, file.Name)
                : NotFound);
    }

    private static IResult NotFound =>
        Problem.Of(404, "not-found", "Нет такого письма", "Список писем – на главной странице.");

    private static Letter? Find(Mailbox mailbox, string id) =>
        mailbox.Letters.FirstOrDefault(letter => letter.Id == id);

    // The list is asked for every two seconds: of files it has the names.
    private static object Show(Letter letter) => new
    {
        letter.Id,
        letter.At,
        letter.From,
        letter.To,
        letter.Subject,
        letter.Text,
        letter.Html,
        files = letter.Files.Select(file => new { file.Name, size = file.Content.Length }),
    };
}
