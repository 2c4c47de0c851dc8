using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd;

/// <summary>A customer's steps in the widget.</summary>
public sealed partial class Customer(Stage stage)
{
    /// <summary>The phone number to pay for.</summary>
    public const string Number = "+7 900 123-45-67";

    private IPage Page => stage.Page;

    public Task OpenCrmAsync() => Page.GotoAsync(stage.Crm.ToString());

    /// <summary>Fills in the form, consent included.</summary>
    public async Task FillAsync(Sample sample)
    {
        await Page.GetByLabel(sample.Kind, new() { Exact = true }).CheckAsync();
        await Page.GetByLabel(sample.Kpp is null ? "Фамилия, имя, отчество" : "Название").FillAsync(sample.Name);
        await Page.GetByLabel("ИНН").FillAsync(sample.Inn);
        if (sample.Kpp is not null)
        {
            await Page.GetByLabel("КПП").FillAsync(sample.Kpp);
        }

        await Page.GetByLabel("ОГРН").FillAsync(sample.Ogrn);
        await Page.GetByLabel(sample.Kpp is null ? "Адрес регистрации" : "Юридический адрес").FillAsync(sample.Address);
        await Page.GetByLabel("Контактное лицо").FillAsync(sample.Person);
        await Page.GetByLabel("Электронная почта").FillAsync(sample.Email);
        await Page.GetByLabel("Телефон").FillAsync(sample.Phone);
        await Page.GetByLabel("Согласен").CheckAsync();
    }

    /// <summary>Goes from the form to its review; a form with mistakes stays.</summary>
    public Task ReviewAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Проверить" }).ClickAsync();

    /// <summary>Goes from the form through its review and sends the requisites.</summary>
    public async Task SendAsync()
    {
        await ReviewAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Отправить" }).ClickAsync();
    }

    /// <summary>
    /// Has the sample organisation's requisites sent and reads the credentials in the letter: for tests of what comes
    /// after that. No page is open yet.
    /// </summary>
    public async Task<Credentials> SignUpAsync()
    {
        await stage.SubmitElsewhereAsync(Sample.Organization);
        return await ReadCredentialsAsync(Sample.Organization.Email);
    }

    /// <summary>The same, and the widget is open at the numbers.</summary>
    public async Task<Credentials> SignUpAndOpenAsync()
    {
        var credentials = await SignUpAsync();
        await OpenCrmAsync();
        return credentials;
    }

    /// <summary>Fills in and sends the widget's form, and reads the credentials in the letter.</summary>
    public async Task<Credentials> BecomeClientAsync(Sample? sample = null)
    {
        sample ??= Sample.Organization;
        await OpenCrmAsync();
        await FillAsync(sample);
        await SendAsync();
        await Expect(Page.GetByText($"Логин и пароль отправлены на {sample.Email}")).ToBeVisibleAsync();
        return await ReadCredentialsAsync(sample.Email);
    }

    /// <summary>Reads the letter with login and password.</summary>
    public async Task<Credentials> ReadCredentialsAsync(string email)
    {
        var letter = await stage.Product.World.Mailbox.WaitAsync(
            letter => letter.To == email && PasswordLine().IsMatch(letter.Text),
            limit: null,
            TestContext.Current.CancellationToken);
        return new(ValueIn(LoginLine()), ValueIn(PasswordLine()), ValueIn(AccountLine()));

        string ValueIn(Regex line) => line.Match(letter.Text).Groups[1].Value;
    }

    /// <summary>Transfers money at the bank.</summary>
    public async Task TopUpAsync(
        Credentials credentials,
        string amount,
        string payer = "ООО «Ромашка»",
        string? purpose = null)
    {
        using var answer = await stage.Product.World.Bank.TransferAsync(new()
        {
            ["accountNumber"] = credentials.Account,
            ["amount"] = new JsonObject { ["amount"] = amount, ["currency"] = "RUB" },
            ["payer"] = payer,
            ["purpose"] = purpose,
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    /// <summary>Adds the number, picks its tariff, and until the end of which month to pay.</summary>
    public async Task PickAsync(string tariff = "Базовый", int months = 1)
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "Подключения" }).ClickAsync();
        await AddAsync(Number, tariff);
        await ChooseTermAsync(months);
    }

    /// <summary>Adds a number and picks its tariff.</summary>
    public async Task AddAsync(string number, string tariff = "Базовый", string label = "")
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Добавить номер" }).ClickAsync();
        await Page.GetByLabel("Номер телефона").FillAsync(number);
        await Page.GetByLabel("Как называть").FillAsync(label);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Выбрать тариф", Exact = true }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Выбрать тариф «{tariff}»" }).ClickAsync();
        await Expect(Terms).ToBeVisibleAsync();
    }

    /// <summary>Picks the end of a month: 1 is this one.</summary>
    public async Task ChooseTermAsync(int months)
    {
        if (months > 4)
        {
            await Terms.GetByText("Дольше").ClickAsync();
        }

        await Terms.GetByRole(AriaRole.Radio).Nth(months - 1).CheckAsync();
    }

    /// <summary>The sum in large type: of the balance on the list, of what is paid on other views.</summary>
    public ILocator Sum => Page.Locator(".display.number").Filter(new() { Visible = true });

    /// <summary>The ends of month to choose from.</summary>
    public ILocator Terms => Page.GetByRole(AriaRole.Group, new() { Name = "До какого дня оплатить" });

    /// <summary>Goes from the quote to the payment page.</summary>
    public async Task GoToPaymentAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Оплатить", Exact = true }).ClickAsync();
        await Page.GetByLabel("Оплатить с баланса личного кабинета Телфин").CheckAsync();
    }

    /// <summary>Goes from the requisites to the payment page, with enough money.</summary>
    public async Task<Credentials> GetToPaymentAsync()
    {
        var credentials = await SignUpAndOpenAsync();
        await TopUpAsync(credentials, "10000.00");
        await PickAsync();
        await GoToPaymentAsync();
        return credentials;
    }

    /// <summary>Types the password and pays.</summary>
    public async Task PayAsync(string password)
    {
        await Page.GetByLabel("Пароль от кабинета").FillAsync(password);
        await PayButton.ClickAsync();
    }

    public ILocator PayButton => Page.GetByRole(AriaRole.Button, new() { NameRegex = PayName() });

    /// <summary>The button that gets the invoice over what is missing.</summary>
    public ILocator GetInvoiceButton => Page.GetByRole(AriaRole.Button, new() { Name = "Получить счёт" });

    /// <summary>The heading of an invoice.</summary>
    public ILocator InvoiceHeading => Page.GetByRole(AriaRole.Heading, new() { Name = "Счёт №" });

    /// <summary>Waits for the receipt.</summary>
    public Task ExpectPaidAsync() =>
        Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Оплачено" })).ToBeVisibleAsync();

    [GeneratedRegex(@"Логин:\s*(\S+)")]
    private static partial Regex LoginLine();

    [GeneratedRegex(@"Пароль:\s*(\S+)")]
    private static partial Regex PasswordLine();

    [GeneratedRegex(@"Лицевой счёт:\s*(\S+)")]
    private static partial Regex AccountLine();

    [GeneratedRegex(@"^Оплатить \d")]
    private static partial Regex PayName();
}

/// <summary>The contents of the letter to a new client.</summary>
public sealed record Credentials(string Login, string Password, string Account);
