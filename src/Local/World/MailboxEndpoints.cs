using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Local;

/// <summary>GET /mail: the letters as JSON; GET /: a page to read them.</summary>
internal static class MailboxEndpoints
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapMailbox(this IEndpointRouteBuilder app, Mailbox mailbox)
    {
        app.MapGet("/mail", () => new { mailbox.Letters });
        app.MapGet("/", () => Page("Почта", List(mailbox.Letters)));
        app.MapGet("/letters/{id}", (string id) => mailbox.Letters.FirstOrDefault(letter => letter.Id == id) is { } letter
            ? Page(letter.Subject, View(letter))
            : Problem.Of(404, "not-found", "Нет такого письма", "Список писем – на главной странице."));
    }

    private static string List(IReadOnlyList<Letter> letters)
    {
        var rows = string.Concat(letters.Select(l =>
            $"<tr><td>{l.At:dd.MM.yyyy HH:mm} UTC<td>{Encode(l.To)}<td><a href=\"/letters/{l.Id}\">{Encode(l.Subject)}</a>"));
        return rows is "" ? "<p>Писем пока нет." : $"<table><tr><th>Когда<th>Кому<th>Тема{rows}</table>";
    }

    // The letter's own HTML stays in a frame without scripts and without this page's origin; its links open beside it.
    private static string View(Letter letter) => $"""
        <p><a href="/">Все письма</a>
        <p>{letter.At:dd.MM.yyyy HH:mm} UTC, от {Encode(letter.From)}, кому {Encode(letter.To)}
        <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="Письмо" srcdoc="{Encode("<base target=_blank>" + letter.Html)}"></iframe>
        <h2>Текстом</h2><pre>{Encode(letter.Text)}</pre>
        """;

    private static IResult Page(string title, string body) => Results.Text(
        $$"""
        <!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{Encode(title)}}</title>
        <style>
        body { font: 1rem system-ui; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        iframe { width: 100%; height: 32rem }
        td, th { padding: .3rem 1rem .3rem 0; text-align: left }
        pre { white-space: pre-wrap }
        </style>
        <h1>{{Encode(title)}}</h1>
        {{body}}
        """,
        "text/html", Encoding.UTF8);

    private static string Encode(string text) => Html.Encode(text);
}
