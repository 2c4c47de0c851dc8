using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class PasswordTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_cabinet_and_say_so_each_time()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();

        string[] messages =
            ["попыток: 4", "попыток: 3", "попыток: 2", "попыток: 1", "Кабинет закрыт на 15 мин."];
        foreach (var message in messages)
        {
            await customer.PayAsync("wrong password");
            await Expect(stage.Page.GetByText(message)).ToBeVisibleAsync();
        }

        await stage.ShootAsync("locked");
        await customer.PayAsync(credentials.Password);
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Кабинет временно закрыт");

        stage.Product.Clock.Advance(TimeSpan.FromMinutes(16));
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
    }

    [Fact]
    public async Task An_expired_password_of_the_letter_leads_to_its_restoration()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.TopUpAsync(credentials, "10000.00");
        stage.Product.Clock.Advance(TimeSpan.FromDays(15));

        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);

        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Срок действия пароля истёк");
        await Expect(stage.Page.GetByRole(AriaRole.Link, new() { Name = "Восстановить пароль" }).First)
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_password_is_sent_only_after_a_question()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.BecomeClientAsync();
        var resend = Button("Прислать новый пароль");

        await resend.ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Прислать новый пароль?" }))
            .ToBeFocusedAsync();
        await Expect(stage.Page.GetByText("Прежний пароль сразу перестанет действовать")).ToBeVisibleAsync();
        await stage.ShootAsync("resend");
        await Button("Отмена").ClickAsync();
        await Expect(resend).ToBeFocusedAsync();
        await Expect(Button("Да, прислать")).ToBeHiddenAsync();
        Assert.Single(stage.Product.World.Mailbox.Letters);

        await resend.ClickAsync();
        await Button("Да, прислать").ClickAsync();
        await Expect(stage.Page.GetByText("Прежний больше не действует")).ToBeVisibleAsync();
        var letter = await stage.Product.World.Mailbox.WaitAsync(
            letter => letter.Subject.EndsWith("новый пароль", StringComparison.Ordinal),
            limit: null,
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain(credentials.Password, letter.Text, StringComparison.Ordinal);

        ILocator Button(string name) => stage.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
    }
}
