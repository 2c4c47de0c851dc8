using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>The newest features that the oldest supported browsers lack are taken away from the browser.</summary>
public sealed class OldBrowserTests(Browser browser) : StageTest(browser)
{
    private const string TakeAway = """
        delete Document.prototype.adoptedStyleSheets;
        delete ShadowRoot.prototype.adoptedStyleSheets;
        delete window.CSSStyleSheet.prototype.replace;
        delete window.CSSStyleSheet.prototype.replaceSync;
        delete Promise.withResolvers;
        delete Promise.try;
        delete Object.groupBy;
        delete Map.groupBy;
        delete Array.fromAsync;
        delete AbortSignal.any;
        delete URL.canParse;
        for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) {
          delete Array.prototype[name];
        }
        for (const name of Object.getOwnPropertyNames(Set.prototype)) {
          if (!['add', 'has', 'delete', 'size', 'clear', 'forEach', 'values', 'keys', 'entries', 'constructor']
            .includes(name)) {
            delete Set.prototype[name];
          }
        }
        for (const name of Object.getOwnPropertyNames(Element.prototype)) {
          if (/^aria[A-Z]|^checkVisibility$/.test(name)) {
            delete Element.prototype[name];
          }
        }
        """;

    private const string Colours = """
        () => {
          const root = document.querySelector('telphin-billing').shadowRoot;
          const style = getComputedStyle(root.querySelector('.primary'));
          return [style.backgroundColor, getComputedStyle(root.querySelector('.widget')).borderTopStyle];
        }
        """;

    [Fact]
    public async Task The_widget_is_coloured_and_leads_to_a_quote()
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(TakeAway);
        var customer = new Customer(stage);

        await customer.OpenCrmAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин", Selected = true }))
            .ToBeVisibleAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        Assert.Equal(["rgb(27, 95, 184)", "solid"], await stage.Page.EvaluateAsync<string[]>(Colours));
        await stage.Page.GetByLabel("ИНН").FillAsync("7725088528");
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveAttributeAsync("aria-invalid", "true");

        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        await customer.PickAsync();
        await stage.ShootAsync("quote");
    }
}
