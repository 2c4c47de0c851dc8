using System.Text;
using System.Text.RegularExpressions;
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
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.PickAsync(months: 2);
        await customer.GoToPaymentAsync();

        await Expect(stage.Page.GetByText("Не хватает")).ToBeVisibleAsync();
        await Expect(customer.PayButton).ToHaveCountAsync(0);
        await stage.ShootAsync("too little");
        await stage.Page.GetByText("Оплатить без счёта").ClickAsync();
        await Expect(stage.Page.GetByText(credentials.Account).Last).ToBeVisibleAsync();

        var number = await GetInvoiceAsync(stage, customer, credentials);
        await CancelAsync(stage, customer, number);

        // Pressed after the transfer, it could be gone: the page asks by itself too.
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Обновить баланс" }).ClickAsync();
        await Expect(stage.Page.GetByText("Не хватает")).ToBeVisibleAsync();
        await customer.TopUpAsync(credentials, "10000.00");
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
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Неизвестно, дошёл ли запрос");
        Assert.Equal(0, await stage.Page.EvaluateAsync<int>("window.paid"));
        await customer.PayAsync(credentials.Password);

        await customer.ExpectPaidAsync();
        Assert.Equal(1, await stage.Page.EvaluateAsync<int>("window.paid"));
        Assert.Single(await stage.PaymentsAsync());
    }

    [Fact]
    public async Task The_first_end_with_a_whole_month_is_offered_and_the_chosen_one_survives_going_back()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        await customer.SignUpAndOpenAsync();
        await stage.Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await customer.AddAsync(Customer.Number);
        var terms = customer.Terms.GetByRole(AriaRole.Radio);
        await Expect(terms.Nth(1)).ToBeCheckedAsync();

        await customer.ChooseTermAsync(6);
        await Expect(stage.Page.GetByText("мес.")).ToContainTextAsync("× 5 мес.");
        var sum = await customer.Sum.InnerTextAsync();
        await customer.GoToPaymentAsync();
        await Expect(customer.Sum).ToHaveTextAsync(sum);
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← Назад" }).ClickAsync();

        await Expect(terms.Nth(5)).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Money_that_arrives_is_shown_without_a_press_wherever_it_is_missing()
    {
        var stage = await NewStageAsync();
        var customer = new Customer(stage);
        var credentials = await customer.SignUpAndOpenAsync();
        await customer.PickAsync(months: 2);
        await customer.GoToPaymentAsync();
        await Expect(stage.Page.GetByText("Не хватает")).ToBeVisibleAsync();

        await customer.TopUpAsync(credentials, "1000.00");
        await Expect(stage.Page.GetByText("Деньги поступили")).ToBeVisibleAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← Назад" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← К подключениям" }).ClickAsync();
        await Expect(customer.GetInvoiceButton).ToBeVisibleAsync();
        await customer.TopUpAsync(credentials, "100.00");
        await Expect(stage.Page.GetByText("На балансе 1\u00a0100\u00a0₽.")).ToBeVisibleAsync();

        // In an invoice too: its own money, told from what arrives otherwise.
        await customer.GetInvoiceButton.ClickAsync();
        await Expect(customer.InvoiceHeading).ToBeVisibleAsync();
        await customer.TopUpAsync(credentials, "500.00", purpose: $"Оплата по счёту {credentials.Account}-1");
        await Expect(stage.Page.GetByText("Оплачен частично")).ToBeVisibleAsync();
        await stage.ShootAsync("partly paid");
        await customer.TopUpAsync(credentials, "9000.00", purpose: $"Оплата по счёту {credentials.Account}-1");
        await Expect(stage.Page.GetByText("Оплачен", new() { Exact = true })).ToBeVisibleAsync();
        await stage.ShootAsync("paid");
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Перейти к оплате" }).ClickAsync();
        await Expect(customer.Terms).ToBeVisibleAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "← К подключениям" }).ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Подключения" })).ToBeVisibleAsync();
        await Expect(customer.GetInvoiceButton).ToHaveCountAsync(0);
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
        await Expect(stage.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("дважды ничего не произойдёт");
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
            await stage.Page.GetByRole(AriaRole.Button, new() { Name = $"Оплатить: {Customer.Number}" }).ClickAsync();
            await customer.GoToPaymentAsync();
            await customer.PayAsync(credentials.Password);
            await customer.ExpectPaidAsync();
        }

        Assert.Single(await stage.PaymentsAsync());
    }

    // What is missing is one invoice, however often it is asked for; its values are copied, its files downloaded.
    private static async Task<string> GetInvoiceAsync(Stage stage, Customer customer, Credentials credentials)
    {
        var page = stage.Page;
        await stage.Window.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await customer.GetInvoiceButton.ClickAsync();
        await Expect(customer.InvoiceHeading).ToHaveTextAsync($"Счёт № {credentials.Account}-1");
        await Expect(customer.InvoiceHeading).ToBeFocusedAsync();
        await Expect(page.Locator("dt:text-is('Заказчик') + dd")).ToContainTextAsync("ООО «Ромашка»ИНН 7725088527");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR-код" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Скопировать: Назначение платежа" }).ClickAsync();
        await Expect(page.GetByText("Скопировано")).ToBeVisibleAsync();
        var purpose = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.StartsWith($"Оплата по счёту {credentials.Account}-1 от ", purpose, StringComparison.Ordinal);

        var pdf = await DownloadAsync(page, "Скачать PDF");
        Assert.Equal($"Счёт {credentials.Account}-1.pdf", pdf.Name);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf.Bytes), StringComparison.Ordinal);
        var order = await DownloadAsync(page, "Файл для банк-клиента");
        Assert.StartsWith("1CClientBankExchange\r\n", Encoding.Latin1.GetString(order.Bytes), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "← К оплате" }).ClickAsync();
        await customer.GetInvoiceButton.ClickAsync();
        await Expect(customer.InvoiceHeading).ToHaveTextAsync($"Счёт № {credentials.Account}-1");
        return $"{credentials.Account}-1";
    }

    private static async Task CancelAsync(Stage stage, Customer customer, string number)
    {
        var page = stage.Page;
        var cancel = page.GetByRole(AriaRole.Button, new() { Name = "Отменить счёт" });
        await cancel.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Не отменять" }).ClickAsync();
        await Expect(cancel).ToBeFocusedAsync();
        await cancel.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Да, отменить" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Счёт отменён" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "← К оплате" }).ClickAsync();
        await Expect(customer.GetInvoiceButton).ToBeVisibleAsync();

        // A new one over another sum, from the list; what is no sum is not sent.
        await page.GetByRole(AriaRole.Tab, new() { Name = "Счета" }).ClickAsync();
        var rows = page.Locator(".invoice-row");
        await Expect(rows).ToContainTextAsync($"№ {number}Отменён");
        await page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" }).ClickAsync();
        var sum = page.GetByRole(AriaRole.Textbox, new() { Name = "Сумма, ₽" });
        await sum.FillAsync("пять тысяч");
        await page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" }).ClickAsync();
        await Expect(sum).ToHaveAccessibleDescriptionAsync(new Regex("Укажите сумму, например 5 500"));
        await sum.FillAsync("5\u00a0500,5 руб.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Выставить счёт" }).ClickAsync();
        await Expect(customer.Sum).ToHaveTextAsync("5\u00a0500,50\u00a0₽");
        await page.GetByRole(AriaRole.Button, new() { Name = "← К счетам" }).ClickAsync();
        await Expect(rows.First).ToContainTextAsync("-2Ждёт оплаты");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
    }

    private static async Task<(string Name, byte[] Bytes)> DownloadAsync(IPage page, string button)
    {
        var file = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
        return (file.SuggestedFilename, await File.ReadAllBytesAsync(await file.PathAsync()));
    }
}
