using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Desk;

/// <summary>An accountant's day at the operator's page.</summary>
public sealed class DeskTests(Browser browser) : StageTest(browser)
{
    private static readonly ViewportSize Desktop = new() { Width = 1280, Height = 850 };

    [Fact]
    public async Task An_accountant_books_a_statement_and_puts_right_what_did_not_fit()
    {
        var stage = await NewStageAsync(new() { ColorScheme = ColorScheme.Light, ViewportSize = Desktop });
        var page = stage.Page;
        using var calls = new DeskCalls(stage);
        var credentials = await new Customer(stage).SignUpAsync();

        var rows = page.Locator("tbody tr:visible");
        var dialog = page.GetByRole(AriaRole.Dialog);

        // The way in: a key that does not fit is said, and the right one opens the day.
        await page.GotoAsync(stage.Operator.ToString());
        await page.GetByLabel("Ключ доступа").FillAsync("wrong-key");
        await page.GetByLabel("Фамилия и имя").FillAsync("Иванова Мария");
        await Button("Войти").ClickAsync();
        await Expect(page.GetByLabel("Ключ доступа")).ToHaveAccessibleDescriptionAsync(
            new Regex("Ключ не подошёл"));
        await LookAsync("sign in");
        await page.GetByLabel("Ключ доступа").FillAsync(stage.Product.Secrets.FunctionKey);
        await Button("Войти").ClickAsync();
        await Expect(Heading("Сегодня, ")).ToBeVisibleAsync();
        await Expect(page.GetByText("Ничего не ждёт")).ToBeVisibleAsync();

        // A file that is no statement is refused in large type, the real one is worked through.
        await OpenAsync("Выписки");
        await UploadAsync("photo.txt", [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
        await Expect(page.GetByText("Выписка не принята, деньги не зачислены")).ToBeVisibleAsync();
        await LookAsync("refused statement");
        await OpenAsync("Выписки");
        (string, string)[] lines =
        [
            ("100.00", $"Пополнение лицевого счета {credentials.Account}"),
            ("200.50", $"Пополнение лицевого счета {WithSlip(credentials.Account)}"),
            ("300.00", "За услуги связи"),
        ];
        await UploadAsync("kl_to_1c.txt", BankFile.Of(stage, lines));
        await Expect(Heading("Выписка за ")).ToBeVisibleAsync();
        await Expect(Button("Невыясненное 2")).ToBeVisibleAsync();
        await LookAsync("statement");
        await Button("Зачислено 1").ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows).ToContainTextAsync($"л/с {credentials.Account}");

        // The slip has a suggestion: one click, one look, one more click. The client asks for the money, too.
        await calls.ClaimAsync(credentials, "119", "200.50");
        await OpenAsync("Невыясненные");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Filter(new() { HasText = "№ 119 от" })).ToContainTextAsync("200,50");
        await LookAsync("suspense");
        await rows.Filter(new() { HasText = WithSlip(credentials.Account) }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(Button("Зачислить сюда: ООО «Ромашка»")).ToBeVisibleAsync();
        await LookAsync("movement");
        await Button("Зачислить сюда: ООО «Ромашка»").ClickAsync();
        await LookAsync("credit");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Зачислить", Exact = true }).ClickAsync();
        await ExpectToastAsync("Деньги зачислены");
        await Expect(page.GetByText("Зачислено клиенту · Иванова Мария")).ToBeVisibleAsync();

        // The other is found by name, and a part of it credited; the rest goes back.
        await OpenAsync("Невыясненные");
        await rows.Filter(new() { HasText = "300,00" }).GetByRole(AriaRole.Link).ClickAsync();
        await Button("Зачислить другому клиенту").ClickAsync();
        await dialog.GetByLabel("Кому").FillAsync("ромаш");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "ООО «Ромашка»" }).ClickAsync();
        await Expect(dialog.GetByLabel("Кому")).ToHaveValueAsync(credentials.Account);
        await Expect(dialog.GetByText("ООО «Ромашка», ИНН 7725088527")).ToBeVisibleAsync();
        await dialog.GetByLabel("Сумма").FillAsync("50");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Зачислить", Exact = true }).ClickAsync();
        await Expect(dialog.GetByLabel("Причина")).ToHaveAccessibleDescriptionAsync(
            new Regex("Напишите, почему: это останется в истории"));
        await dialog.GetByLabel("Причина").FillAsync("Нашли по письму");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Зачислить", Exact = true }).ClickAsync();
        await ExpectToastAsync("Деньги зачислены");
        await Button("К возврату").ClickAsync();
        await dialog.GetByLabel("Причина").FillAsync("Остаток не наш");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Отметить к возврату" }).ClickAsync();
        await Expect(page.GetByText("Отправьте платёжку плательщику")).ToBeVisibleAsync();
        await LookAsync("settled movement");

        // The client, found by ИНН: an entry is corrected, another one's money goes back to its payer.
        await OpenAsync("Клиенты");
        await page.GetByLabel("Найти клиента").FillAsync("никого");
        await Expect(page.GetByText("Никого не нашли")).ToBeVisibleAsync();
        await page.GetByLabel("Найти клиента").FillAsync("7725088527");
        await Expect(rows).ToHaveCountAsync(1);
        await LookAsync("clients");
        await page.GetByRole(AriaRole.Link, new() { Name = "ООО «Ромашка»" }).ClickAsync();
        await ExpectBalanceAsync("350,50");
        await LookAsync("client");
        await Button("Исправить: операция 1").ClickAsync();
        await dialog.GetByLabel("Сумма").FillAsync("40,5");
        await dialog.GetByLabel("Причина").FillAsync("Зачислено лишнее");
        await LookAsync("correction");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Исправить", Exact = true }).ClickAsync();
        await ExpectToastAsync("Операция исправлена");
        await ExpectBalanceAsync("310,00");
        await Button("Вернуть плательщику: операция 2").ClickAsync();
        await dialog.GetByLabel("Причина").FillAsync("По письму плательщика");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Вернуть", Exact = true }).ClickAsync();
        await ExpectToastAsync("Возврат записан");
        await ExpectBalanceAsync("109,50");
        await Expect(rows.First).ToContainTextAsync("По письму плательщика");

        // Data that the client cannot correct.
        await Button("Изменить данные").ClickAsync();
        await page.GetByLabel("Контактное лицо").FillAsync("Анна Сергеевна Петрова");
        await Button("Сохранить").ClickAsync();
        await ExpectToastAsync("Данные клиента изменены");
        await Expect(page.GetByText("Анна Сергеевна Петрова")).ToBeVisibleAsync();

        // The payer's bank sends the return back: the money is on the balance again.
        await OpenAsync("Выписки");
        await UploadAsync("kl_to_1c.txt", BankFile.Of(stage, [.. lines, ("200.50", "Возврат: счет закрыт")]));
        await Expect(Button("Невыясненное 1")).ToBeVisibleAsync();
        await OpenAsync("Невыясненные");
        await rows.Filter(new() { HasText = "Возврат: счет закрыт" }).GetByRole(AriaRole.Link).ClickAsync();
        await Button("Возврат вернулся").ClickAsync();
        await dialog.GetByLabel("Кому").FillAsync(credentials.Account);
        await dialog.GetByLabel("Номер операции возврата").FillAsync("5");
        await dialog.GetByLabel("Причина").FillAsync("Счёт плательщика закрыт");
        await LookAsync("bounce");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Вернуть на баланс" }).ClickAsync();
        await ExpectToastAsync("Деньги снова на балансе клиента");

        // A report of money that the statement has brought under another number.
        await calls.ReportAsync("bank-1", "75.00");
        await ShowsAsync("Невыясненные", rows.Filter(new() { HasText = "75,00" }));
        await rows.Filter(new() { HasText = "75,00" }).GetByRole(AriaRole.Link).ClickAsync();
        await Button("Уже зачислено").ClickAsync();
        await dialog.GetByLabel("Причина").FillAsync("Та же платёжка, что и № 118");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Закрыть сообщение" }).ClickAsync();
        await ExpectToastAsync("Сообщение закрыто");

        await OpenAsync("Реестры");
        await LookAsync("registers");
        await Eventually.IsAsync(
            async () => (await DownloadAsync("Пополнения")).Contains(
                $";{credentials.Account};",
                StringComparison.Ordinal),
            "The register has the entries.");

        // Work that failed is run again, and closed with a reason.
        await calls.ReportAsync("bank-2", "1.00", "USD");
        await ShowsAsync("Сбои", Heading("Не зачислены деньги"));
        await Button("Повторить: Не зачислены деньги").ClickAsync();
        await ExpectToastAsync("Отправлено на повтор");
        await Expect(page.GetByText("Повторяли ")).ToBeVisibleAsync();
        await ShowsAsync("Сбои", Heading("Не зачислены деньги").Nth(1));
        await LookAsync("failures");
        for (var left = 1; left >= 0; left--)
        {
            await Button("Закрыть: Не зачислены деньги").First.ClickAsync();
            await dialog.GetByLabel("Причина").FillAsync("Ошибка банка");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Закрыть сбой" }).ClickAsync();
            await Expect(Heading("Не зачислены деньги")).ToHaveCountAsync(left);
        }

        await Expect(page.GetByText("Сбоев нет")).ToBeVisibleAsync();

        // What others were told of it; one of them has lost an event.
        await ShowsAsync("События", rows.Filter(new() { HasText = "Пришли деньги" }).First);
        await LookAsync("events");
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Повторить" }).ClickAsync();
        await ExpectToastAsync("Отправлено ещё раз");
        await Expect(rows.Filter(new() { HasText = "Повторил(а) Иванова Мария" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Не доставлено" }).ClickAsync();
        await Expect(page.GetByText("Таких событий нет")).ToBeVisibleAsync();

        // After the hourly check every kopeck is somewhere in the books.
        await calls.ReconcileAsync();
        await ShowsAsync("Сверка", page.GetByText("Всё сходится", new() { Exact = true }));
        await LookAsync("reconciliation");
        await OpenAsync("Сегодня");
        await LookAsync("today");

        // The next day's statement lists less than the one before. Who goes elsewhere before it is there stays there.
        await OpenAsync("Выписки");
        var hasLeft = new TaskCompletionSource();
        const string uploads = "**/statements?operator=*";
        await page.RouteAsync(uploads, async route =>
        {
            await hasLeft.Task;
            await route.ContinueAsync();
        });
        await UploadAsync("kl_to_1c.txt", BankFile.Of(stage, lines[..2], daysLater: 1));
        await OpenAsync("Сегодня");
        var answer = await page.RunAndWaitForResponseAsync(
            () =>
            {
                hasLeft.SetResult();
                return Task.CompletedTask;
            },
            uploads);
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await answer.FinishedAsync();
        await stage.DrawAsync();
        Assert.Equal("", await page.EvaluateAsync<string>("location.hash"));
        await ShowsAsync("Сбои", Heading("Строка исчезла из выписки").First);
        await LookAsync("vanished line");
        await page.GetByRole(AriaRole.Link, new() { Name = "Открыть операцию" }).First.ClickAsync();
        await Expect(page.GetByText("Строка исчезла из выписки банка")).ToBeVisibleAsync();

        // Whoever leaves takes the key along, also out of the storage.
        await Button("Выйти").ClickAsync();
        await Expect(page.GetByLabel("Ключ доступа")).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Ключ доступа")).ToBeVisibleAsync();

        ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

        ILocator Heading(string name) => page.GetByRole(AriaRole.Heading, new() { Name = name });

        Task ExpectToastAsync(string text) => Expect(page.Locator(".toast").GetByText(text)).ToBeVisibleAsync();

        Task ExpectBalanceAsync(string sum) =>
            Expect(page.Locator("dt:text-is('На балансе') + dd")).ToHaveTextAsync(new Regex($"^{sum}\\s₽$"));

        // A part is open once its link is the current one and its heading stands.
        async Task OpenAsync(string part)
        {
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = part }).ClickAsync();
            await Expect(page.Locator("main:not(.late)").GetByRole(AriaRole.Heading, new() { Level = 1 }))
                .ToContainTextAsync(part);
        }

        // What follows a call is done a moment later: the part is opened until it shows.
        Task ShowsAsync(string part, ILocator what) => Eventually.IsAsync(
            async () =>
            {
                await OpenAsync("Сегодня");
                await OpenAsync(part);
                return await what.IsVisibleAsync();
            },
            $"{part} shows it.");

        Task UploadAsync(string name, byte[] content) => page.Locator("input[type=file]")
            .SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/plain", Buffer = content });

        async Task<string> DownloadAsync(string register)
        {
            var file = await page.RunAndWaitForDownloadAsync(() => Button($"Скачать: {register}").ClickAsync());
            var bytes = await File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
            Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);
            return Encoding.UTF8.GetString(bytes);
        }

        async Task LookAsync(string what)
        {
            await Expect(page.Locator("main:not(.late)")).ToBeVisibleAsync();
            await stage.ShootAllAsync(what, "operator", ColorScheme.Light);
            await page.AssertNoViolationsAsync(what);
            await page.SetViewportSizeAsync(360, Desktop.Height);
            await page.AssertFitsAsync(what);
            await page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
        }
    }

    // An account number with another last digit, as people mistype it.
    private static string WithSlip(string number) => number[..^1] + (char)('0' + ((number[^1] - '0' + 1) % 10));
}
