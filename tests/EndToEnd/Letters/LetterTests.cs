using System.Net;
using System.Text;
using Billing;
using Local;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Letters;

public sealed class LetterTests(Browser browser) : StageTest(browser)
{
    private const string CountLines = """
        cell => {
          const text = document.createRange();
          text.selectNodeContents(cell);
          return text.getClientRects().length;
        }
        """;

    private const string Luminance = """
        element => {
          const [r, g, b] = getComputedStyle(element).backgroundColor.match(/\d+/g);
          return (+r + +g + +b) / 765;
        }
        """;

    // What the accountant has a copy of: a reminder brings an invoice.
    private static readonly string[] Copied =
        ["Деньги поступили", "Счёт №", "Исправлена операция", "Возвращаем", "Подписки заканчиваются"];

    // What fits depends on the width alone, and what can be read on the colours.
    private static readonly (int Width, ColorScheme Colours)[] Screens =
        [(600, ColorScheme.Light), (320, ColorScheme.Dark)];

    // As long as a name may be; and words that no line has room for.
    private static readonly string LongName =
        "ООО " + string.Concat(Enumerable.Repeat("Верхневолжскэлектромонтаж ", 10))[..240].Trim();

    private static readonly string LongWord = new('Щ', 200);

    [Fact]
    public async Task Every_kind_of_letter_is_readable_on_every_screen_and_leads_on()
    {
        var stage = await NewStageAsync();
        await SendOneOfEachKindAsync(stage);
        var all = stage.Product.World.Mailbox.Letters;
        var letters = all.Where(letter => letter.To != LetterCalls.Accountant).ToArray();
        Assert.Equal(14, letters.Length);

        // The accountant has a copy of what is about money, and nothing that opens the cabinet.
        Assert.Equal(
            Copied,
            all.Reverse().Where(letter => letter.To == LetterCalls.Accountant).Select(SubjectOf));

        // In a page of the product, its Content-Security-Policy would apply to the letter.
        await stage.Page.GotoAsync("about:blank");
        foreach (var (letter, at) in letters.AsEnumerable().Reverse().Select((letter, at) => (letter, at)))
        {
            foreach (var (width, scheme) in Screens)
            {
                await stage.Page.SetViewportSizeAsync(width, 800);
                await stage.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await LookAsync(stage, letter, width, scheme);
                var name = letter.Subject.Split(':')[0].Replace('/', ' ');
                await stage.ShootAsync($"{at:00} {name} {width} {scheme}", test: "letters");
            }

            LeadsOn(stage, letter);
        }
    }

    private static async Task LookAsync(Stage stage, Letter letter, int width, ColorScheme scheme)
    {
        var page = stage.Page;
        await page.SetContentAsync(letter.Html);
        Assert.True(
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width,
            $"{letter.Subject} is wider than {width}.");
        Assert.Equal(0, await page.Locator("img, link, script, iframe, object").CountAsync());
        await Expect(page.GetByRole(AriaRole.Heading)).ToContainTextAsync(letter.Text.Split('\n')[0]);
        var light = await page.Locator(".paper").EvaluateAsync<double>(Luminance);
        Assert.True(scheme is ColorScheme.Dark == light < 0.5, $"{letter.Subject}: {scheme} is {light} light.");

        // Login and password are on one line each, because customers type them elsewhere.
        foreach (var secret in await page.Locator("th:text-is('Пароль') + td, th:text-is('Логин') + td").AllAsync())
        {
            Assert.Equal(1, await secret.EvaluateAsync<int>(CountLines));
        }

        await page.AssertNoViolationsInLetterAsync($"{letter.Subject} {width} {scheme}");
    }

    // Text and HTML name the same way on and the support; the list of letters shows a summary, without a secret.
    private static void LeadsOn(Stage stage, Letter letter)
    {
        var html = WebUtility.HtmlDecode(letter.Html);
        Assert.All(
            [">Телфин<", "href=\"tel:+74950000000\"", "href=\"mailto:support@telphin.example\"", "display:none"],
            part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.Contains("Телефон поддержки: +7 495 000-00-00", letter.Text, StringComparison.Ordinal);
        var isLast = letter.Subject.StartsWith("Письма", StringComparison.Ordinal);
        Assert.Equal(!isLast, letter.Text.Contains(stage.Product.Url.Authority, StringComparison.Ordinal));
        var summary = html.Split("overflow:hidden\">")[1].Split("</div>")[0];
        Assert.DoesNotMatch("[A-Za-z0-9]{8}", summary);
        Assert.Contains("\u200c", summary, StringComparison.Ordinal);
    }

    private static string SubjectOf(Letter copy) =>
        Copied.FirstOrDefault(start => copy.Subject.StartsWith(start, StringComparison.Ordinal)) ?? copy.Subject;

    private static async Task SendOneOfEachKindAsync(Stage stage)
    {
        using var calls = new LetterCalls(stage);
        await calls.SubmitAsync("ООО «Ромашка»");
        await calls.AskForPasswordAsync();
        await calls.TopUpAsync("4500.00", LongName, $"Пополнение лицевого счёта {LongWord}");
        await calls.PayAsync("+79001234567");
        await stage.LetterAsync("Оплачено");
        await calls.PayAsync("+79007654321");
        await stage.LetterAsync($"Оплачено: {RussianText.Phone("+79007654321")}");
        var number = await calls.IssueInvoiceAsync();
        var file = Assert.Single((await stage.LetterAsync($"Счёт № {number}")).Files);
        Assert.Equal(($"schet-{number}.pdf", "application/pdf"), (file.Name, file.ContentType));
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(file.Content), StringComparison.Ordinal);
        await calls.CorrectAsync(entry: 1, "10.00");
        await calls.ReturnAsync(entry: 1, "20.00");
        await calls.LogInAsync();
        await calls.ChangePasswordAsync("четыре слова и число 7");
        await calls.RestorePasswordAsync("пять слов и число 8");

        var today = stage.Product.Clock.GetUtcNow();
        var lastDay = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1).AddDays(-1);
        stage.Product.Clock.Advance(lastDay.AddDays(-3) - today);
        await stage.LetterAsync("Подписки заканчиваются");
        stage.Product.Clock.Advance(TimeSpan.FromDays(6));
        await stage.LetterAsync("Подписки закончились");
        await calls.ChangeAddressAsync("glavbuh@romashka.example");
    }
}
