using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>A paid number keeps its tariff; a change of what comes after asks first, and can be undone.</summary>
public sealed class TariffTests(Browser browser) : StageTest(browser)
{
    // A browser's year may be another than that of the product's clock; then a day is shown with it.
    private const string Month = @"[а-я]+( \d+ г\.)?";
    private const string Day = @"\d+ " + Month;

    [Fact]
    public async Task A_change_of_tariff_asks_debits_nothing_and_can_be_undone()
    {
        var stage = await NewStageAsync();
        var row = await GetPaidAsync(stage);
        var balanceBefore = (await stage.PaymentsAsync())[0]!["balanceAfter"]!.ToJsonString();
        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"Базовый до {Day}"));

        await Button(stage, $"Сменить тариф: {Customer.Number}").ClickAsync();
        await Expect(stage.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Базовый" }))
            .ToContainTextAsync("оплачен");
        await Button(stage, "Выбрать тариф «Расширенный»").ClickAsync();

        // Nothing is changed before the question is answered.
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Сменить тариф?" })).ToBeFocusedAsync();
        await Expect(stage.Page.GetByText("Сейчас деньги не спишутся")).ToBeVisibleAsync();
        var facts = Panel(stage).Locator("dl");
        await Expect(facts).ToContainTextAsync(Matching($"До {Day}Базовый, уже оплачен"));
        await Expect(facts).ToContainTextAsync(
            Matching($"С 1 {Month}Расширенный, 5 500 ₽ в месяц вместо 3 000 ₽"));
        Assert.Equal(("base", "base"), await TariffsAsync(stage));
        await Button(stage, "Оставить Базовый").ClickAsync();
        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"Базовый до {Day}$"));
        Assert.Equal(("base", "base"), await TariffsAsync(stage));

        await ChangeAsync(stage);
        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"Базовый до {Day}, дальше Расширенный$"));
        await Expect(row).ToContainTextAsync("Оплачено");
        await Expect(Panel(stage).GetByRole(AriaRole.Status)).ToContainTextAsync("Деньги не списаны");
        await Expect(Panel(stage).GetByRole(AriaRole.Status)).ToBeFocusedAsync();
        Assert.Equal(("extended", "base"), await TariffsAsync(stage));

        await Button(stage, $"Оставить Базовый: {Customer.Number}").ClickAsync();
        await Expect(Panel(stage).GetByRole(AriaRole.Status)).ToContainTextAsync("Смена тарифа отменена");
        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"Базовый до {Day}$"));
        await Expect(Button(stage, "Оставить Базовый")).ToHaveCountAsync(0);
        Assert.Equal(("base", "base"), await TariffsAsync(stage));
        var payment = Assert.Single(await stage.PaymentsAsync());
        Assert.Equal(balanceBefore, payment!["balanceAfter"]!.ToJsonString());
    }

    [Fact]
    public async Task A_tariff_paid_in_advance_is_shown_after_the_one_of_today_and_an_ended_one_is_not_shown_as_paid()
    {
        var stage = await NewStageAsync();
        var row = await GetPaidAsync(stage);
        await ChangeAsync(stage);
        await Button(stage, $"Продлить: {Customer.Number}").ClickAsync();
        await Expect(stage.Page.GetByText("Тариф «Расширенный»")).ToBeVisibleAsync();
        var customer = new Customer(stage);
        await customer.GoToPaymentAsync();
        var letter = await customer.ReadCredentialsAsync(Sample.Organization.Email);
        await customer.PayAsync(letter.Password);
        await customer.ExpectPaidAsync();
        await Button(stage, "К подключениям").ClickAsync();

        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"Базовый до {Day}, дальше Расширенный до {Day}$"));
        await Expect(Button(stage, "Оставить")).ToHaveCountAsync(0);

        // The last paid day is over, and a tariff is chosen that was not the last one paid for.
        await Button(stage, $"Сменить тариф: {Customer.Number}").ClickAsync();
        await Button(stage, "Выбрать тариф «Базовый»").ClickAsync();
        await Button(stage, "Сменить тариф").ClickAsync();
        await Expect(row.Locator("p")).ToContainTextAsync(Matching($"дальше Расширенный до {Day}, дальше Базовый$"));
        stage.Product.Clock.Advance(TimeSpan.FromDays(80));
        await stage.Page.ReloadAsync();
        await Expect(row.Locator("p"))
            .ToContainTextAsync(Matching($"Расширенный, был оплачен до {Day}, дальше Базовый$"));
        await Expect(row).ToContainTextAsync("Истекла");
    }

    [Fact]
    public async Task A_paid_number_that_is_added_again_is_asked_about_too()
    {
        var stage = await NewStageAsync();
        await GetPaidAsync(stage);

        await Button(stage, "Добавить номер").ClickAsync();
        await stage.Page.GetByLabel("Номер телефона").FillAsync("89001234567");
        await Button(stage, "Выбрать тариф").ClickAsync();
        await Button(stage, "Выбрать тариф «Расширенный»").ClickAsync();

        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Сменить тариф?" })).ToBeVisibleAsync();
        Assert.Equal(("base", "base"), await TariffsAsync(stage));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_step_is_accessible_fits_and_works_with_a_keyboard(ColorScheme colours, int width)
    {
        var stage = await NewStageAsync(
            new() { ColorScheme = colours, ViewportSize = new() { Width = width, Height = 800 } });
        var row = await GetPaidAsync(stage);
        await LookAsync("paid");
        await PressAsync($"Сменить тариф: {Customer.Number}");
        await Expect(Button(stage, "Выбрать тариф «Расширенный»")).ToBeVisibleAsync();
        await LookAsync("choice");
        await PressAsync("Выбрать тариф «Расширенный»");
        await Expect(stage.Page.GetByRole(AriaRole.Heading, new() { Name = "Сменить тариф?" })).ToBeFocusedAsync();
        await LookAsync("question");
        await PressAsync("Сменить тариф");
        await Expect(row).ToContainTextAsync("дальше Расширенный");
        await LookAsync("changed");
        await PressAsync($"Оставить Базовый: {Customer.Number}");
        await Expect(Panel(stage).GetByRole(AriaRole.Status)).ToBeFocusedAsync();
        await LookAsync("undone");

        async Task PressAsync(string name)
        {
            await stage.Page.TabToAsync(Button(stage, name));
            await stage.Page.Keyboard.PressAsync("Enter");
        }

        async Task LookAsync(string what)
        {
            await stage.Page.AssertNoViolationsAsync(what);
            await stage.ShootAsync(what, test: $"tariff {colours} {width}");
            Assert.InRange(
                await stage.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
                0,
                await stage.Page.EvaluateAsync<int>("innerWidth"));
        }
    }

    // A month of the cheaper tariff is paid; the list of numbers is shown.
    private static async Task<ILocator> GetPaidAsync(Stage stage)
    {
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await Button(stage, "К подключениям").ClickAsync();
        var row = stage.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Customer.Number });
        await Expect(row).ToBeVisibleAsync();
        return row;
    }

    private static async Task ChangeAsync(Stage stage)
    {
        await Button(stage, $"Сменить тариф: {Customer.Number}").ClickAsync();
        await Button(stage, "Выбрать тариф «Расширенный»").ClickAsync();
        await Button(stage, "Сменить тариф").ClickAsync();
    }

    private static ILocator Panel(Stage stage) =>
        stage.Page.GetByRole(AriaRole.Tabpanel, new() { Name = "Подключения" });

    private static ILocator Button(Stage stage, string name) =>
        stage.Page.GetByRole(AriaRole.Button, new() { Name = name });

    private static Regex Matching(string pattern) =>
        new(pattern.Replace(" ", @"\s", StringComparison.Ordinal));

    // The tariff of the next payment and the one that is paid for, as the service says.
    private static async Task<(string Next, string Paid)> TariffsAsync(Stage stage)
    {
        var connection = Assert.Single(await stage.ConnectionsAsync())!;
        return ((string)connection["tariff"]!, (string)connection["paidTariff"]!);
    }
}
