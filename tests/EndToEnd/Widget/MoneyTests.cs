using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

public sealed class MoneyTests(Browser browser) : StageTest(browser)
{
    private const string CountPaid =
        "window.paid = 0; document.addEventListener('subscription-paid', () => window.paid++)";

    [Fact]
    public async Task With_too_little_money_the_page_shows_the_missing_sum_and_pays_after_a_top_up()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.BecomeClientAsync();
        await customer.PickAsync(months: "2 месяца");
        await customer.GoToPaymentAsync();

        await Expect(stage.Page.GetByText("Не хватает")).ToBeVisibleAsync();
        await Expect(stage.Page.GetByText(credentials.Account).Last).ToBeVisibleAsync();
        await Expect(customer.PayButton).ToHaveCountAsync(0);
        await stage.ShootAsync("too little");

        await customer.TopUpAsync(credentials, "10000.00");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Обновить баланс" }).ClickAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
    }

    [Fact]
    public async Task A_price_that_changed_at_midnight_is_shown_before_it_is_charged()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        var before = await customer.PayButton.InnerTextAsync();

        stage.Product.Clock.Advance(TimeSpan.FromDays(1));
        await customer.PayAsync(credentials.Password);
        await Expect(stage.Page.GetByText("Расчёт изменился")).ToBeVisibleAsync();
        await stage.ShootAsync("price changed");
        Assert.NotEqual(before, await customer.PayButton.InnerTextAsync());
        Assert.DoesNotContain(
            stage.Product.World.Mailbox.Letters,
            letter => letter.Subject.StartsWith("Оплачено", StringComparison.Ordinal));

        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
    }

    [Fact]
    public async Task Going_back_during_a_payment_still_leads_to_the_receipt()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        var wentBack = new TaskCompletionSource();
        await stage.Page.RouteAsync("**/payments", async route =>
        {
            await wentBack.Task;
            await route.ContinueAsync();
        });

        await customer.PayAsync(credentials.Password);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← Назад" }).ClickAsync();
        wentBack.SetResult();

        await customer.ExpectPaidAsync();
        Assert.Single(await stage.PaymentsAsync());
    }

    [Fact]
    public async Task A_truncated_answer_is_not_taken_for_success()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await stage.Page.EvaluateAsync(CountPaid);
        await stage.Page.RouteAsync("**/payments", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync())[..20] });
        }, new() { Times = 1 });

        await customer.PayAsync(credentials.Password);
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Неизвестно, прошла ли оплата");
        Assert.Equal(0, await stage.Page.EvaluateAsync<int>("window.paid"));
        await customer.PayAsync(credentials.Password);

        await customer.ExpectPaidAsync();
        Assert.Equal(1, await stage.Page.EvaluateAsync<int>("window.paid"));
        Assert.Single(await stage.PaymentsAsync());
    }

    [Fact]
    public async Task What_is_paid_is_what_was_chosen_even_before_its_sum_is_there()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await customer.PickAsync(months: "1 месяц");
        var quoteMayCome = new TaskCompletionSource();
        await stage.Page.RouteAsync("**/quotes", async route =>
        {
            await quoteMayCome.Task;
            await route.ContinueAsync();
        });

        await stage.Page.GetByLabel("На сколько месяцев").SelectOptionAsync("6 месяцев");
        await Expect(stage.Page.Locator("[aria-busy=true] > table")).ToHaveCSSAsync("opacity", "0.5");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Оплатить", Exact = true }).ClickAsync();
        quoteMayCome.SetResult();

        await Expect(stage.Page.GetByText("6 месяцев: с")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_pay_button_keeps_the_focus_when_another_sum_comes()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await customer.PickAsync(months: "1 месяц");
        var pay = stage.Page.GetByRole(AriaRole.Button, new() { Name = "Оплатить", Exact = true });
        var total = stage.Page.GetByRole(AriaRole.Row, new() { Name = "Итого по" });
        var before = await total.InnerTextAsync();

        await stage.Page.GetByLabel("На сколько месяцев").SelectOptionAsync("6 месяцев");
        await pay.FocusAsync();
        await Expect(total).Not.ToHaveTextAsync(before);

        await Expect(pay).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_number_of_months_survives_going_back_and_a_failed_quote_can_be_repeated()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.BecomeClientAsync();
        await customer.PickAsync(months: "3 месяца");
        await customer.GoToPaymentAsync();

        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← Назад" }).ClickAsync();
        var months = stage.Page.GetByLabel("На сколько месяцев");
        await Expect(months).ToHaveValueAsync("3");
        await stage.Window.SetOfflineAsync(true);
        await months.SelectOptionAsync("12 месяцев");
        await Expect(stage.Page.GetByText("Нет связи")).ToBeVisibleAsync();
        await stage.Window.SetOfflineAsync(false);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Повторить" }).ClickAsync();

        await Expect(stage.Page.GetByText("Итого по")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_double_click_pays_once()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await stage.Page.GetByLabel("Пароль от кабинета").FillAsync(credentials.Password);

        var calls = new List<string>();
        stage.Window.Request += (_, request) => calls.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        await customer.PayButton.DblClickAsync();
        await customer.ExpectPaidAsync();

        Assert.Single(calls, call =>
            call.StartsWith("POST", StringComparison.Ordinal) && call.EndsWith("/payments", StringComparison.Ordinal));
        Assert.Single(await stage.PaymentsAsync());
    }

    [Fact]
    public async Task Repeating_a_payment_whose_answer_was_lost_pays_once()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();

        // The service books the payment, but its answer does not reach the browser.
        await stage.Page.RouteAsync("**/payments", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await customer.PayAsync(credentials.Password);
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("деньги спишутся один раз");
        await stage.ShootAsync("lost answer");

        await stage.Page.UnrouteAsync("**/payments");
        await customer.PayButton.ClickAsync();
        await customer.ExpectPaidAsync();
        Assert.Single(await stage.PaymentsAsync());
    }

    [Fact]
    public async Task A_reload_while_a_payment_is_under_way_does_not_pay_twice()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();

        var sent = stage.Page.WaitForRequestAsync("**/payments");
        await customer.PayAsync(credentials.Password);
        await sent;
        await stage.Page.ReloadAsync();

        // If the first call has not been booked yet, the customer pays again. Both calls make one payment.
        var row = stage.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Customer.Number });
        await Expect(row).ToBeVisibleAsync();
        if (!(await row.InnerTextAsync()).Contains("Оплачено", StringComparison.Ordinal))
        {
            await row.GetByRole(AriaRole.Button, new() { Name = "Оплатить" }).ClickAsync();
            await customer.GoToPaymentAsync();
            await customer.PayAsync(credentials.Password);
            await customer.ExpectPaidAsync();
        }

        Assert.Single(await stage.PaymentsAsync());
    }
}
