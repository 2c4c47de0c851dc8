using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>Several numbers: what stands first, what they are called, and one payment for all.</summary>
public sealed class SeveralNumbersTests(Browser browser) : StageTest(browser)
{
    private const string Second = "+7 900 765-43-21";
    private const string Third = "+7 495 123-45-67";

    [Fact]
    public async Task Numbers_are_named_paid_together_with_one_password_and_taken_off_the_list()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.TopUpAsync(credentials, "50000.00");
        await customer.PickAsync();
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await Button(page, "К подключениям").ClickAsync();
        foreach (var (number, tariff, label) in new[] { (Second, "Базовый", "Приёмная"), (Third, "Расширенный", "") })
        {
            await customer.AddAsync(number, tariff, label);
            await Button(page, "← К подключениям").ClickAsync();
        }

        // What is not paid for stands first.
        var rows = page.Locator("li.connection");
        await Expect(rows).ToContainTextAsync([Third, Second, Customer.Number]);
        await Expect(rows.Nth(1)).ToContainTextAsync("Приёмная");
        await Button(page, $"Назвать: {Third}").ClickAsync();
        await page.GetByLabel("Как называть").FillAsync("Склад");
        await Button(page, "Сохранить").ClickAsync();
        await Expect(rows.Nth(0)).ToContainTextAsync("Склад");
        await stage.ShootAsync("several numbers");

        // The paid one is chosen too: it joins when its own next month begins.
        foreach (var number in new[] { Customer.Number, Second, Third })
        {
            await page.GetByLabel($"Выбрать {number}").CheckAsync();
        }

        await Expect(page.GetByText("Выбрано: 3 номера")).ToBeVisibleAsync();
        await Button(page, "Оплатить вместе").ClickAsync();
        await customer.ChooseTermAsync(2);
        await page.GetByText("Из чего складывается").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await stage.ShootAsync("terms of several numbers");
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await stage.ShootAsync("several numbers paid");
        var payment = (await stage.PaymentsAsync())[0]!;
        Assert.Equal(3, payment["items"]!.AsArray().Count);
        await stage.LetterAsync("Оплачено номеров: 3");

        await Button(page, "К подключениям").ClickAsync();
        await Expect(page.GetByText("Не оплачено")).ToHaveCountAsync(0);

        // All go on with one press and one password, and stop with one press.
        var goingOn = rows.GetByText("Продлевается каждый месяц");
        await Button(page, "Продлевать 3 номера").ClickAsync();
        await page.GetByLabel("Пароль от кабинета").FillAsync(credentials.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Продлевать", Exact = true }).ClickAsync();
        await Expect(goingOn).ToHaveCountAsync(3);
        await stage.ShootAsync("several numbers go on");
        await Button(page, "Не продлевать 3 номера").ClickAsync();
        await Expect(goingOn).ToHaveCountAsync(0);

        await customer.AddAsync("+7 495 765-43-21");
        await Button(page, "← К подключениям").ClickAsync();
        await Button(page, "Убрать: +7 495 765-43-21").ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Button(page, "Вернуть").ClickAsync();
        await Expect(rows).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task One_press_pays_for_all_that_is_due()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.TopUpAsync(credentials, "50000.00");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        foreach (var number in new[] { Customer.Number, Second })
        {
            await customer.AddAsync(number);
            await Button(page, "← К подключениям").ClickAsync();
        }

        var summary = page.GetByRole(AriaRole.Region, new() { Name = "Баланс и оплата" });
        await Expect(summary).ToContainTextAsync("К оплате сейчас");
        var due = await summary.Locator(".figure.number").InnerTextAsync();
        await Button(page, "Оплатить 2 номера").ClickAsync();
        await Expect(customer.Sum).ToHaveTextAsync(due);
        await customer.GoToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await Button(page, "К подключениям").ClickAsync();

        await Expect(summary).ToContainTextAsync("2 номера до");
        await Expect(summary).Not.ToContainTextAsync("сейчас");
    }

    [Fact]
    public async Task A_number_that_is_added_while_the_cabinet_is_being_made_waits_for_it()
    {
        var stage = await NewStageAsync();
        var (page, customer) = (stage.Page, new Customer(stage));
        await customer.SignUpAndOpenAsync();
        await page.RouteAsync(new Regex("/clients/[^/]+$"), async route =>
        {
            var answer = await route.FetchAsync();
            var client = JsonNode.Parse(await answer.TextAsync())!;
            client["cabinet"] = null;
            await route.FulfillAsync(new() { Response = answer, Body = client.ToJsonString() });
        });
        await page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await customer.AddAsync(Customer.Number);
        await Button(page, "← К подключениям").ClickAsync();

        await Button(page, $"Оплатить: {Customer.Number}").ClickAsync();
        await Button(page, "Оплатить").ClickAsync();
        await Expect(page.GetByText("Кабинет ещё создаётся")).ToBeVisibleAsync();
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });
}
