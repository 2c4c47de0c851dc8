using Local;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

public sealed class BehindTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task A_letter_that_was_refused_waits_for_an_operator_who_sends_it_again()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        stage.Product.World.MailFaults.Plan(new MailFault.RecipientRefused());
        await customer.OpenCrmAsync();
        await customer.FillAsync(Sample.Organization);
        await customer.SendAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Письмо на buh@romashka.example не отправлено");
        await stage.ShootAsync("refused");

        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Что внутри" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Region, new() { Name = "Ждёт оператора" })).ToContainTextAsync("send-letter");
        await stage.ShootAsync("waits");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить: send-letter" }).ClickAsync();

        await customer.ReadCredentialsAsync(Sample.Organization.Email);
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "CRM с виджетом" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Клиент Телфин" }).ClickAsync();
        await Expect(stage.Page.GetByText("Логин и пароль отправлены")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_timer_runs_at_a_word()
    {
        var stage = await NewStageAsync();
        await new Customer(stage).OpenCrmAsync();
        await stage.Page.GetByRole(AriaRole.Link, new() { Name = "Что внутри" }).ClickAsync();

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Запустить: ReconcileBalances" }).ClickAsync();

        await Expect(stage.Page.GetByText("Принято")).ToBeVisibleAsync();
    }
}
