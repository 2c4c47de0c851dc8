using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class PageAroundTests(Browser browser) : StageTest(browser)
{
    // Styles of a page that would change the widget if they reached into it.
    private const string PageStyles = """
        html { font-size: 62.5%; }
        body {
          font: italic bold 30px/3 serif; color: red; text-transform: uppercase; letter-spacing: .5em;
          word-spacing: 1em; text-align: right; text-indent: 3em; white-space: nowrap; cursor: wait;
          list-style: square; border-collapse: collapse;
        }
        h2, h3, p, label, input, button, fieldset {
          color: lime !important; margin: 3em !important; font-size: 2em !important;
        }
        .button, .field, .box, .stack, .row, .notice { background: yellow !important; display: inline !important; }
        """;

    private const string RootFontSize =
        "`${parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 * 100}%`";

    private const string AddStyles = """
        css => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets.push(sheet);
        }
        """;

    private const string ReadStyles = """
        () => [...document.querySelector('telphin-billing').shadowRoot.querySelectorAll('*')].map(element => {
          const style = getComputedStyle(element);
          return element.tagName + ' ' + [
            'font', 'color', 'background', 'display', 'margin', 'padding', 'gap', 'textTransform', 'letterSpacing',
            'wordSpacing', 'textAlign', 'textIndent', 'whiteSpace', 'cursor', 'listStyle', 'borderRadius',
          ].map(name => style[name]).join('; ');
        })
        """;

    private const string SetAttribute =
        "([name, value]) => document.querySelector('telphin-billing').setAttribute(name, value)";

    private const string BackgroundColour = """
        getComputedStyle(document.querySelector('telphin-billing').shadowRoot.querySelector('.widget')).backgroundColor
        """;

    [Fact]
    public async Task The_pages_styles_do_not_reach_into_the_widget()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        await stage.Page.EvaluateAsync(AddStyles, "telphin-billing { width: 600px; }");
        var before = await stage.Page.EvaluateAsync<string[]>(ReadStyles);

        await stage.Page.EvaluateAsync(AddStyles, PageStyles);

        Assert.Equal("62.5%", await stage.Page.EvaluateAsync<string>(RootFontSize));
        Assert.Equal(before, await stage.Page.EvaluateAsync<string[]>(ReadStyles));
    }

    [Fact]
    public async Task A_page_leads_to_a_section_or_a_numbers_payment_and_gives_the_widget_its_own_look()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        await customer.SignUpAndOpenAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await customer.AddAsync(Customer.Number);

        await page.EvaluateAsync("document.querySelector('telphin-billing').setAttribute('section', 'client')");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "ООО «Ромашка»" })).ToBeVisibleAsync();
        await OpenAsync("+79001234567");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Оплата номера" })).ToBeVisibleAsync();
        await Expect(customer.Terms).ToBeVisibleAsync();
        await OpenAsync("+79007654321");
        await Expect(page.GetByLabel("Номер телефона")).ToHaveValueAsync("+7 900 765-43-21");

        await page.EvaluateAsync(AddStyles, """
            telphin-billing { --telphin-radius: 3px; --telphin-accent: rgb(1, 2, 3); }
            telphin-billing::part(primary) { letter-spacing: 7px; }
            """);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Выбрать тариф" });
        await Expect(button).ToHaveCSSAsync("letter-spacing", "7px");
        await Expect(button).ToHaveCSSAsync("background-color", "rgb(1, 2, 3)");
        await Expect(page.GetByLabel("Номер телефона")).ToHaveCSSAsync("border-radius", "2.4px");

        Task OpenAsync(string number) =>
            page.EvaluateAsync("number => document.querySelector('telphin-billing').open(number)", number);
    }

    [Fact]
    public async Task The_widget_follows_the_pages_colours_or_its_own_theme_and_can_be_hidden()
    {
        var stage = await NewStageAsync(new() { ColorScheme = ColorScheme.Dark });
        await new Customer(stage).OpenCrmAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        var darkColour = await BackgroundAsync();

        await SetAsync("theme", "light");
        Assert.NotEqual(darkColour, await BackgroundAsync());
        await SetAsync("theme", "dark");
        Assert.Equal(darkColour, await BackgroundAsync());
        await SetAsync("hidden", "");
        await Expect(stage.Page.GetByLabel("ИНН")).Not.ToBeVisibleAsync();

        Task SetAsync(string name, string value) =>
            stage.Page.EvaluateAsync(SetAttribute, new[] { name, value });

        Task<string> BackgroundAsync() => stage.Page.EvaluateAsync<string>(BackgroundColour);
    }
}
