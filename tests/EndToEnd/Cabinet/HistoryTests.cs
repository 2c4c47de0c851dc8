using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Cabinet;

/// <summary>The cabinet's history: periods, search, the file for Excel, and what is printed.</summary>
public sealed class HistoryTests(Browser browser) : StageTest(browser)
{
    private const string ToCsv = """
        async () => {
          const { toCsv } = await import(document.querySelector('script').src.replace('cabinet.js', 'csv.js'));
          const sum = { amount: '-1.50', currency: 'RUB' };
          return toCsv([{ at: '2026-11-30T20:59:00Z', description: '=1+1;"x"', amount: sum, balanceAfter: sum }]);
        }
        """;

    [Fact]
    public async Task A_period_has_its_turnover_and_is_searched_saved_and_printed()
    {
        var stage = await NewStageAsync(new() { ViewportSize = new() { Width = 1280, Height = 850 } });
        var (page, customer) = (stage.Page, new Customer(stage));
        var credentials = await customer.GetToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        var paid = (await stage.PaymentsAsync())[0]!["amount"]!["amount"]!.GetValue<string>();
        await customer.TopUpAsync(credentials, "250.50", payer: "ООО «Лютик»");
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await stage.ShootAsync("account");
        await page.GetByRole(AriaRole.Link, new() { Name = "История", Exact = true }).ClickAsync();

        await ExpectTotalAsync("На начало", "0,00");
        await ExpectTotalAsync("Поступило", "10 250,50");
        await ExpectTotalAsync("Списано", paid.Replace('.', ',').Insert(paid.Length - 6, " "));
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Из каких поступлений: Оплата") }).ClickAsync();
        var used = page.GetByRole(AriaRole.Cell).GetByRole(AriaRole.List);
        var sum = paid.Replace('.', ',').Insert(paid.Length - 6, ".");
        await Expect(used).ToContainTextAsync(new Regex($"^{sum}.₽ — Пополнение: ООО «Ромашка»"));
        await Expect(used).ToBeFocusedAsync();
        await stage.ShootAsync("history");

        // Without spaces and hyphens, as it stands in a bank's statement or on a page.
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Найти" });
        await search.FillAsync("900 123-45");
        await Expect(page.GetByText("Найдено операций: 1 из 3")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToContainTextAsync(new Regex("900.123-45-67"));
        await search.FillAsync("250,5");
        await Expect(Rows(page)).ToContainTextAsync("Лютик");
        await stage.ShootAsync("search");
        await search.FillAsync("");
        await Expect(Rows(page)).ToHaveCountAsync(3);

        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Скачать для Excel" }).ClickAsync());
        Assert.Matches($@"^Телфин {credentials.Account} \d{{4}}-\d\d-01 \d{{4}}-\d\d-10\.csv$", file.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n");
        Assert.Equal("Дата;Время;Операция;Сумма;Баланс после", lines[0]);
        Assert.Matches(@"^\d\d\.\d\d\.\d{4};\d\d:\d\d;Пополнение: ООО «Ромашка».*;10000,00;10000,00$", lines[1]);
        Assert.Equal(4, lines.Length);

        // A text from outside is no formula.
        Assert.EndsWith(
            "30.11.2026;23:59;\"'=1+1;\"\"x\"\"\";-1,50;-1,50\r\n",
            await page.EvaluateAsync<string>(ToCsv),
            StringComparison.Ordinal);

        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.GetByText($"Операции по лицевому счёту {credentials.Account}")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await stage.ShootAsync("print");
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") == "1")
        {
            var path = Path.Combine(Repository.Root, "TestResults", "screenshots", "history.pdf");
            await page.PdfAsync(new() { Path = path, PreferCSSPageSize = true });
        }

        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        await page.GetByRole(AriaRole.Button, new() { Name = "Прошлый месяц" }).ClickAsync();
        await Expect(page.GetByText("В этом периоде операций не было")).ToBeVisibleAsync();
        await stage.ShootAsync("empty");
        await page.GetByRole(AriaRole.Button, new() { Name = "Свои даты" }).ClickAsync();
        var (from, to) = (page.GetByLabel("С какого дня"), page.GetByLabel("По какой день"));
        await Expect(from).ToBeFocusedAsync();
        var today = await to.InputValueAsync();
        await to.FillAsync("2026-01-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Показать", Exact = true }).ClickAsync();
        await Expect(to).ToHaveAccessibleDescriptionAsync("Конец периода раньше начала.");
        await stage.ShootAsync("own dates");
        await from.FillAsync("2026-01-01");
        await to.FillAsync(today);
        await page.GetByRole(AriaRole.Button, new() { Name = "Показать", Exact = true }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(3);

        // Sums have non-breaking spaces.
        async Task ExpectTotalAsync(string name, string sum)
        {
            var total = page.Locator($"dt:text-is('{name}') + dd");
            await Expect(total).ToHaveTextAsync(new Regex($"^{Regex.Escape(sum).Replace(@"\ ", @"\s")}\\s₽$"));
        }
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr:visible");
}
