using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>The start of the widget: it succeeds, or says why not to the customer and to the page around.</summary>
public sealed class StartTests(Browser browser) : StageTest(browser)
{
    private const string Widget = "document.querySelector('telphin-billing')";

    private const string RecordEvents = """
        window.events = [];
        document.addEventListener('DOMContentLoaded', () => {
          const widget = document.querySelector('telphin-billing');
          widget.addEventListener('ready', () => events.push('ready'));
          widget.addEventListener('error', ({ detail }) => events.push(detail.code));
        });
        """;

    private const string StopRenewal =
        "addEventListener('token-expired', event => event.stopImmediatePropagation(), { capture: true })";

    private const string SwitchAccount = $$"""
        async ([first, second]) => {
          const { token } = await (await fetch('/widget-token?account=other')).json();
          const values = { account: 'other', token };
          {{Widget}}.setAttribute(first, values[first]);
          await new Promise(resolve => setTimeout(resolve, 300));
          {{Widget}}.setAttribute(second, values[second]);
        }
        """;

    private const string Move = $$"""
        () => {
          const place = document.createElement('div');
          document.getElementById('crm').append(place);
          place.append({{Widget}});
        }
        """;

    private const string TakeOut = $"window.taken = {Widget}; taken.remove()";
    private const string PutBack = "document.getElementById('crm').append(taken)";

    [Theory]
    [InlineData("api/clients", "Виджет не подключён к этой странице", "origin-refused")]
    [InlineData("look.css", "Не всё загрузилось", "files-missing")]
    [InlineData("client-section.js", "Не всё загрузилось", "files-missing")]
    [InlineData("requisites-form.js", "Не всё загрузилось", "files-missing")]
    public async Task What_does_not_load_is_named_and_loaded_again_at_a_press(string file, string title, string code)
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(RecordEvents);
        await stage.Page.RouteAsync($"**/{file}*", route => route.AbortAsync());
        await new Customer(stage).OpenCrmAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(title);
        await Expect(stage.Page.GetByLabel("ИНН")).Not.ToBeVisibleAsync();
        await stage.ShootAsync(code);
        Assert.Equal([code], await EventsAsync(stage));

        await stage.Page.UnrouteAllAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить" }).ClickAsync();

        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        Assert.Equal([code, "ready"], await EventsAsync(stage));
    }

    [Theory]
    [InlineData(503, "service-unavailable")]
    [InlineData(0, "offline")]
    public async Task A_service_that_is_away_is_told_and_a_client_sees_no_empty_form(int status, string code)
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(RecordEvents);
        await new Customer(stage).BecomeClientAsync();
        await stage.Page.EvaluateAsync("localStorage.clear()");
        await stage.Page.RouteAsync("**/api/clients", route => Answer(route));
        await stage.Page.RouteAsync(
            "**/pages/widget.js",
            route => status == 0 && route.Request.ResourceType == "fetch" ? route.AbortAsync() : route.ContinueAsync());
        await stage.Page.ReloadAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить" })).ToBeVisibleAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).Not.ToBeVisibleAsync();
        Assert.Equal([code], await EventsAsync(stage));

        await stage.Page.UnrouteAllAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить" }).ClickAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Подключения" })).ToBeVisibleAsync();

        Task Answer(IRoute route) => status == 0
            ? route.AbortAsync()
            : route.FulfillAsync(new()
            {
                Status = status,
                Headers = [new("Access-Control-Allow-Origin", stage.Crm.GetLeftPart(UriPartial.Authority))],
            });
    }

    [Fact]
    public async Task A_token_that_is_missing_or_bad_is_told_after_a_while_and_one_that_comes_later_starts_the_widget()
    {
        var stage = await NewStageAsync();
        await stage.Page.Clock.InstallAsync();
        await stage.Page.AddInitScriptAsync(RecordEvents);
        await stage.Page.RouteAsync(
            "**/widget-token*",
            route => route.FulfillAsync(new() { Json = new { token = "" } }));
        await new Customer(stage).OpenCrmAsync();
        var skeleton = stage.Page.Locator("telphin-billing .skeleton");
        await skeleton.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await stage.Page.Clock.RunForAsync(9_000);
        Assert.Empty(await EventsAsync(stage));
        await stage.Page.Clock.RunForAsync(2_000);
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Не удалось войти");
        await stage.ShootAsync("no token");

        await stage.Page.EvaluateAsync(StopRenewal);
        await SetTokenAsync(stage, "x.y.z");
        await stage.Page.WaitForRequestFinishedAsync();
        await stage.Page.Clock.RunForAsync(25_000);
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Доступ не подтверждён");

        await SetTokenAsync(stage, stage.Product.World.WidgetVendor.TokenFor("demo").Token);

        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        Assert.Equal(["token-missing", "unauthorized", "ready"], await EventsAsync(stage));
    }

    [Theory]
    [InlineData("account", "token")]
    [InlineData("token", "account")]
    public async Task Another_account_is_shown_whichever_of_account_and_token_comes_first(string first, string second)
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();

        await stage.Page.EvaluateAsync(SwitchAccount, new[] { first, second });

        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync("");
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).Not.ToBeVisibleAsync();
        var token = stage.Product.World.WidgetVendor.TokenFor("demo").Token;
        await stage.Page.EvaluateAsync($"{Widget}.setAttribute('account', 'demo')");
        await SetTokenAsync(stage, token);
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Подключения" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Moving_the_element_keeps_its_section_and_what_was_typed()
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(RecordEvents);
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Изменить данные" }).ClickAsync();
        await stage.Page.GetByLabel("Контактное лицо").FillAsync("Мария Иванова");

        await stage.Page.EvaluateAsync(Move);
        await Expect(stage.Page.GetByLabel("Контактное лицо")).ToHaveValueAsync("Мария Иванова");
        await stage.Page.EvaluateAsync(TakeOut);
        await Expect(stage.Page.GetByLabel("Контактное лицо")).Not.ToBeVisibleAsync();
        await stage.Page.EvaluateAsync(PutBack);

        await Expect(stage.Page.GetByLabel("Контактное лицо")).ToHaveValueAsync("Мария Иванова");
        await Expect(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин", Selected = true }))
            .ToBeVisibleAsync();
        Assert.Equal(["ready"], await EventsAsync(stage));
    }

    private static Task<string[]> EventsAsync(Stage stage) => stage.Page.EvaluateAsync<string[]>("events");

    private static Task SetTokenAsync(Stage stage, string token) =>
        stage.Page.EvaluateAsync($"token => {Widget}.setAttribute('token', token)", token);
}
