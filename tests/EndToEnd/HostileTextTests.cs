using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class HostileTextTests(Browser browser) : StageTest(browser)
{
    private const string Markup = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><b>жирный</b>{{7*7}}${7*7}";

    // What a name may hold of it.
    private const string Entities = "\"'&amp;&lt;img src=x onerror=alert(1)&gt;";

    [Fact]
    public async Task Markup_that_a_customer_types_is_shown_as_text_everywhere()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        page.Dialog += (_, dialog) => Assert.Fail($"The customer's script ran: {dialog.Message}");
        var sample = Sample.Organization with
        {
            Name = "ООО " + Entities,
            Address = "Москва " + Markup,
            Person = "Анна " + Entities,
        };

        var credentials = await customer.BecomeClientAsync(sample);
        await ShowsAsync("ООО " + Entities);
        await customer.TopUpAsync(credentials, "10000.00", payer: Markup);
        await stage.LetterAsync("Деньги поступили");
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await ShowsAsync("ООО " + Entities);

        await page.GetByRole(AriaRole.Link, new() { Name = "Банк" }).ClickAsync();
        await Expect(page.GetByLabel("Плательщик")).ToHaveValueAsync("ООО " + Entities);
        await page.GetByRole(AriaRole.Link, new() { Name = "Что внутри" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Проверить" }).ClickAsync();
        await ShowsAsync(Markup);
        foreach (var letter in stage.Product.World.Mailbox.Letters)
        {
            var text = letter.Subject.StartsWith("Доступ", StringComparison.Ordinal) ? Entities : Markup;
            await page.GotoAsync($"{stage.Crm}#mail/{letter.Id}");
            await Expect(page.FrameLocator("iframe").GetByText(text).First).ToBeVisibleAsync();
            await Expect(page.FrameLocator("iframe").Locator("img, script, b")).ToHaveCountAsync(0);
            Assert.Contains(text, letter.Text, StringComparison.Ordinal);
        }

        await stage.ShootAsync("letter");
        await stage.LogInAsync(credentials.Login, credentials.Password);
        await ShowsAsync("ООО " + Entities);
        await ShowsAsync($"Пополнение: {Markup}");
        await stage.ShootAsync("cabinet");

        async Task ShowsAsync(string text)
        {
            await Expect(page.GetByText(text).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            await Expect(page.Locator("img[src=x], b:not(#brand)")).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task A_letter_with_a_script_of_its_own_cannot_run_it_in_the_mailbox()
    {
        var stage = await NewStageAsync();
        using var http = new HttpClient();
        var credentials = await new Customer(stage).SignUpAsync();

        using var answer = await http.GetAsync(new Uri(stage.Crm, "/letters/1"), TestContext.Current.CancellationToken);

        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(credentials.Password, html, StringComparison.Ordinal);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
    }
}
