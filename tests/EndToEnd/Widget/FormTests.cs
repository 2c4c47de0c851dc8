using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class FormTests(Browser browser) : StageTest(browser)
{
    private const string Prefill =
        "document.querySelector('telphin-billing').prefill({ kind: 'organization', inn: '7725088527' })";

    private const string PrefillWhenDefined =
        $$"""customElements.whenDefined('telphin-billing').then(() => { {{Prefill}}; })""";

    private const string FailToStore = """
        const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
          if (name.startsWith('telphin-billing')) {
            throw new DOMException('', 'QuotaExceededError');
          }
          set.call(this, name, value);
        };
        """;

    private const string StoreUnknownClient =
        "localStorage.setItem('telphin-billing.client.demo', '\"0123456789abcdef0123456789abcdef\"')";

    private const string RecordEvents = """
        window.events = [];
        for (const name of ['client-submitted', 'subscription-paid']) {
          document.addEventListener(name, ({ detail }) =>
            events.push(`${name} ${detail.status ?? detail.subscription.status}`));
        }
        """;

    [Fact]
    public async Task A_wrong_number_is_explained_while_it_is_typed()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        var inn = stage.Page.GetByLabel("ИНН");

        await inn.PressSequentiallyAsync("772508852");
        await Expect(inn).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await inn.PressSequentiallyAsync("8");
        await Expect(inn).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(inn).ToHaveAccessibleDescriptionAsync(new Regex("опечатка"));
        await inn.PressAsync("Backspace");
        await inn.PressSequentiallyAsync("7");
        await Expect(inn).ToHaveAttributeAsync("aria-invalid", "false");
    }

    [Fact]
    public async Task An_incomplete_form_is_not_sent_and_the_cursor_stands_in_the_first_wrong_field()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await stage.Page.GetByLabel("КПП").FillAsync("77");
        await stage.Page.GetByLabel("Телефон").FillAsync("нет");

        await customer.ReviewAsync();

        await Expect(stage.Page.GetByLabel("КПП")).ToBeFocusedAsync();
        await stage.ShootAsync("wrong fields");
        Assert.Empty(stage.Product.World.Mailbox.Letters);
    }

    [Theory]
    [InlineData("widget-token*")]
    [InlineData("client-section.js")]
    [InlineData("api/clients")]
    [InlineData("requisites-form.js")]
    public async Task Prefilled_values_appear_even_if_the_form_loads_after_the_call(string file)
    {
        var stage = await NewStageAsync();
        var prefilled = new TaskCompletionSource();
        await stage.Page.RouteAsync($"**/{file}", async route =>
        {
            await prefilled.Task;
            await route.ContinueAsync();
        });
        await new Customer(stage).OpenCrmAsync();

        await stage.Page.EvaluateAsync(PrefillWhenDefined);
        prefilled.SetResult();

        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync("7725088527");
        await stage.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync("7725088527");
    }

    [Fact]
    public async Task Prefilling_changes_neither_a_form_with_typed_texts_nor_the_view_of_a_client()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await stage.Page.GetByLabel("БИК").FillAsync("044030827");

        await stage.Page.EvaluateAsync(Prefill);
        await Expect(stage.Page.GetByLabel("БИК")).ToHaveValueAsync("044030827");
        await Expect(stage.Page.GetByLabel("ИНН")).ToHaveValueAsync("");

        await customer.FillAsync(Sample.Organization);
        await stage.Page.GetByLabel("БИК").FillAsync("");
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        await stage.Page.ReloadAsync();
        var heading = stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Подключения" });
        await Expect(heading).ToBeVisibleAsync();
        await stage.Page.EvaluateAsync(Prefill);
        await Expect(heading).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_the_browsers_storage_the_client_is_known_until_the_page_is_left()
    {
        var stage = await NewStageAsync();
        await stage.Page.AddInitScriptAsync(FailToStore);
        await new Customer(stage).BecomeClientAsync();

        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Добавить номер" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Typed_texts_survive_a_lost_connection_and_a_reload()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);

        await stage.Window.SetOfflineAsync(true);
        await customer.SendAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Нет связи");
        await stage.ShootAsync("offline");
        await stage.Window.SetOfflineAsync(false);
        await stage.Page.ReloadAsync();

        await Expect(stage.Page.GetByLabel("Название")).ToHaveValueAsync(Sample.Organization.Name);
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Other_requisites_of_an_existing_client_are_refused_with_a_reason_and_lead_to_it()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await Expect(stage.Page.GetByLabel("ИНН")).ToBeVisibleAsync();
        await stage.SubmitElsewhereAsync(Sample.Organization);

        await customer.FillAsync(Sample.Organization with { Name = "ООО «Василёк»" });
        await customer.SendAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Клиент уже есть");
        await stage.ShootAsync("existing client");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Открыть этого клиента" }).ClickAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText(Sample.Organization.Name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_computer_finds_the_client_again()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).BecomeClientAsync();
        await stage.Page.EvaluateAsync("localStorage.clear()");

        await stage.Page.ReloadAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения", Selected = true }))
            .ToBeVisibleAsync();
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }).ClickAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_client_that_the_service_does_not_have_gets_an_empty_form()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await stage.Page.EvaluateAsync(StoreUnknownClient);

        await stage.Page.ReloadAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Button, new() { Name = "Проверить" })).ToBeVisibleAsync();
        await stage.Page.ReloadAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин", Selected = true }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_page_around_gets_events_of_a_client_and_of_a_payment()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.OpenCrmAsync();
        await stage.Page.EvaluateAsync(RecordEvents);
        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
        var credentials = await customer.ReadCredentialsAsync(Sample.Organization.Email);
        await customer.TopUpAsync(credentials, "10000.00");
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();

        var events = await stage.Page.EvaluateAsync<string[]>("events");
        Assert.Equal(["client-submitted submitted", "subscription-paid paid"], events);
    }
}
