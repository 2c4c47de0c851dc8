using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class ApiDocumentTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task The_API_document_can_be_read_and_its_calls_made()
    {
        var stage = await NewStageAsync();
        await stage.Page.GotoAsync(stage.Crm.ToString());

        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "API" }).ClickAsync();
        await stage.Page.GetByText("Is the service able to work?").ClickAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();

        var address = new Uri(stage.Product.Url, "api/health").ToString();
        await Expect(stage.Page.Locator(".request-url")).ToContainTextAsync(address);
        await Expect(stage.Page.Locator(".live-responses-table")).ToContainTextAsync("\"status\": \"ok\"");
    }
}
