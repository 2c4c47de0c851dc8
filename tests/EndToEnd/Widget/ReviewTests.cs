using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>Between the form and sending, the customer sees what will be sent and what looks like a slip.</summary>
public sealed class ReviewTests(Browser browser) : StageTest(browser)
{
    private const string Paste = """
        (input, text) => {
          input.focus();
          document.execCommand('insertText', false, text);
          input.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));
        }
        """;

    [Fact]
    public async Task Slips_are_pointed_out_and_the_customer_decides()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization with { Name = " ооо  ромашка", Email = "buh@gmial.com" });
        await page.GetByLabel("ИНН").FillAsync("");
        await page.GetByLabel("ИНН").EvaluateAsync(Paste, "77 2508 8527");
        await Expect(page.GetByLabel("ИНН")).ToHaveValueAsync("7725088527");
        await Expect(page.GetByLabel("Телефон")).ToHaveValueAsync("+7 495 123-45-67");

        await customer.ReviewAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Всё верно?" })).ToBeFocusedAsync();
        await Expect(page.GetByText("Проверьте название")).ToBeVisibleAsync();
        await Expect(page.GetByText("ооо ромашка", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(stage.Product.World.Mailbox.Letters);

        await page.GetByRole(AriaRole.Button, new() { Name = "Исправить название" }).ClickAsync();
        await Expect(page.GetByLabel("Название")).ToBeFocusedAsync();
        await page.GetByLabel("Название").FillAsync("ООО «Ромашка»");
        await customer.ReviewAsync();
        await Expect(page.GetByText("Проверьте название")).Not.ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Исправить", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Проверить" })).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Название")).ToHaveValueAsync("ООО «Ромашка»");
        await customer.ReviewAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Да, исправить" }).ClickAsync();
        await Expect(page.GetByText("buh@gmail.com", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Отправить" }).ClickAsync();

        await Expect(page.GetByText("Логин и пароль отправлены на buh@gmail.com")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Usual_names_and_addresses_are_not_odd()
    {
        var stage = await NewStageAsync();
        await stage.Page.GotoAsync(stage.Cabinet.ToString());
        string[] companies =
        [
            "ООО «Ромашка»", "АО Север", "ПАО Банк", "Общество с ограниченной ответственностью «Ромашка»", "ТСЖ Дом 1",
            "МБОУ СОШ № 5", "ФГБУ «Музей»", "Адвокатское бюро «Право»", "КФХ Иванова", "Фонд «Добро»", "ГУП Водоканал",
            "МКУ ЦБ", "ГБУЗ ГКБ № 1", "НКО «Союз»", "ФГУП Почта", "МАУ Спорт",
        ];
        string[] oddCompanies = ["ооо ромашка", "Ромашка", "«РОМАШКА»", "ип Иванов"];
        string[] people = ["Сидоров Пётр Ильич", "Салтыкова-Щедрина Анна Ивановна"];
        string[] oddPeople = ["сидоров пётр ильич", "ИП Сидоров Пётр Ильич", "Сидоров Пётр"];
        string[] emails = ["a@mail.ru", "a@mail.com", "a@ya.ru", "a@vk.ru", "a@romashka.ru", "a@yandex.kz", "a@b.ru"];
        var slips = new Dictionary<string, string>
        {
            ["a@gmial.com"] = "a@gmail.com",
            ["a@mail.rru"] = "a@mail.ru",
            ["a@yandex.tu"] = "a@yandex.ru",
            ["a@gmail.ru"] = "a@gmail.com",
            ["a@yndex.ru"] = "a@yandex.ru",
            ["a@GMAIL.CON"] = "a@gmail.com",
        };

        var json = await stage.Page.EvaluateAsync<string>(
            """
            async text => {
              const { companies, people, emails } = JSON.parse(text);
              const version = document.querySelector('script[src]').src.split('/').at(-2);
              const { oddName, likelyEmail } = await import(`/api/pages/${version}/odd.js`);
              return JSON.stringify({
                odd: [
                  ...companies.filter(name => oddName(name, true)),
                  ...people.filter(name => oddName(name, false)),
                ],
                meant: Object.fromEntries(
                  emails.map(email => [email, likelyEmail(email)]).filter(([, meant]) => meant)),
              });
            }
            """,
            JsonSerializer.Serialize(new
            {
                companies = companies.Concat(oddCompanies),
                people = people.Concat(oddPeople),
                emails = emails.Concat(slips.Keys),
            }));

        using var found = JsonDocument.Parse(json);
        Assert.Equal(
            oddCompanies.Concat(oddPeople),
            found.RootElement.GetProperty("odd").Deserialize<string[]>()!);
        Assert.Equal(slips, found.RootElement.GetProperty("meant").Deserialize<Dictionary<string, string>>());
    }
}
