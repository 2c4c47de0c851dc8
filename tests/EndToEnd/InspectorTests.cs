using Local;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class InspectorTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task An_operator_can_send_a_refused_letter_again()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        stage.Product.World.MailFaults.Plan(new MailFault.RecipientRefused());
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("Письмо на buh@romashka.example не отправлено");
        await stage.ShootAsync("refused");

        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Что внутри" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Region, new() { Name = "Ждёт оператора" }))
            .ToContainTextAsync("send-credentials");
        var desk = stage.Page.GetByRole(AriaRole.Region, new() { Name = "Страница оператора" });
        await Expect(desk).ToContainTextAsync(stage.Product.Secrets.FunctionKey);
        await Expect(desk.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", stage.Operator.ToString());
        await stage.ShootAsync("waits");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить: send-credentials" }).ClickAsync();

        await customer.ReadCredentialsAsync(Sample.Organization.Email);
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "CRM с виджетом" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }).ClickAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_timer_can_be_run_by_hand()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Что внутри" }).ClickAsync();

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Запустить: ReconcileBalances" }).ClickAsync();

        await Expect(stage.Page.GetByText("Принято")).ToBeVisibleAsync();
    }
}
