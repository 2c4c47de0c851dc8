using System.Text.Json.Nodes;
using Local;
using static Functions.Tests.Promises.CustomerFacts;

namespace Functions.Tests.Clients;

/// <summary>A client's data is changed by the widget, in the cabinet, by the operator; each change is kept.</summary>
public sealed class ChangeClientTests(FaultySystemFixture fixture) : IClassFixture<FaultySystemFixture>
{
    private const string OwnPassword = "a password of my own";

    [Fact]
    public async Task A_wrong_address_is_corrected_and_the_password_that_went_there_ends()
    {
        var customer = await fixture.NewCustomerAsync("10000.00");
        var (mailed, right) = (customer.Password, NewAddress());

        var changed = (await ChangeMailAsync(customer, right)).Is(200);

        Assert.Equal((right, "cabinet-created"), (changed["requisites.contact.email"], changed["status"]));
        (await customer.LogInAsync(mailed)).IsProblem(401, "wrong-credentials");
        var letter = await LetterAsync(right, "Доступ в личный кабинет");
        Assert.Contains("создан личный кабинет", letter.Text, StringComparison.Ordinal);
        customer.Password = PasswordIn(letter);
        (await customer.LogInAsync()).Is(200);
        var told = await customer.LetterAsync("Письма о кабинете");
        Assert.Contains($"Новый адрес: {right[0]}…@", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(right[..8], told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(customer.Login, told.Text, StringComparison.Ordinal);

        await fixture.SettleAsync();
        var before = customer.Letters.Count;
        (await customer.PayAsync()).Is(201);
        await LetterAsync(right, "Оплачено");
        await AskForResetAsync(customer.Email);
        await AskForResetAsync(right);
        await LetterAsync(right, "Восстановление");
        await fixture.SettleAsync();
        Assert.Equal(before, customer.Letters.Count);
    }

    [Fact]
    public async Task What_is_changed_is_kept_as_it_was_and_as_it_is_and_sends_no_letter()
    {
        var customer = await fixture.NewCustomerAsync();
        var letters = customer.Letters.Count;

        var changed = (await customer.OwnAsync("PATCH", "", new
        {
            name = "ООО «Лютик»",
            legalAddress = "101000, г. Москва, ул. Новая, д. 1",
            contact = new { name = "Пётр", phone = "8 (900) 765-43-21" },
            consent = new { version = "2027-01" },
            inn = "77 25 088 527",
        })).Is(200);

        Assert.Equal(
            ("ООО «Лютик»", "Пётр", "+79007654321", customer.Email),
            (changed["requisites.name"], changed["requisites.contact.name"], changed["requisites.contact.phone"],
                changed["requisites.contact.email"]));
        Assert.Equal(changed.Text, (await customer.ReadAsync()).Is(200).Text);
        (await customer.OwnAsync("PATCH", "", new { name = "ООО «Лютик»" })).Is(200);
        var change = Assert.Single(await fixture.RowsAsync(customer, "change-"));
        Assert.Equal(("widget", 1L), ((string)change["By"], (long)change["Number"]));
        Assert.Equal(
            ("ООО «Ромашка»", "ООО «Лютик»"),
            ((string?)JsonNode.Parse((string)change["Old"])!["Name"],
                (string?)JsonNode.Parse((string)change["New"])!["Name"]));
        await fixture.SettleAsync();
        Assert.Equal(letters, customer.Letters.Count);
        (await customer.LogInAsync()).Is(200);
    }

    [Theory]
    [InlineData("""{"inn":"7715034360"}""", "inn")]
    [InlineData("""{"kpp":"772501002"}""", "kpp")]
    [InlineData("""{"ogrn":"1027812400868"}""", "ogrn")]
    [InlineData("""{"name":"<b>"}""", "name")]
    [InlineData("""{"legalAddress":""}""", "legalAddress")]
    [InlineData("""{"contact":{"email":"nobody"}}""", "contact.email")]
    [InlineData("""{"bank":{"bic":"044030827"}}""", "bank.account", "bank.correspondentAccount")]
    public async Task What_is_not_right_or_never_changes_is_refused(string body, params string[] fields)
    {
        var customer = await fixture.NewCustomerAsync();
        var form = JsonNode.Parse(body);

        (await fixture.UnchangedByAsync(() => customer.OwnAsync("PATCH", "", form)))
            .IsProblem(422, "validation-failed", fields);
    }

    [Fact]
    public async Task Somebody_elses_client_is_not_there()
    {
        var (customer, stranger) = (await fixture.NewCustomerAsync(), fixture.NewCustomer());
        stranger.ClientId = customer.ClientId;

        (await fixture.UnchangedByAsync(() => ChangeMailAsync(stranger, NewAddress()))).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Once_a_password_is_chosen_colleagues_cannot_have_another_one_sent_to_themselves()
    {
        var customer = await NewWithOwnPasswordAsync();

        (await ChangeMailAsync(customer, NewAddress())).IsProblem(409, "cabinet-in-use");
        (await customer.OwnAsync("PATCH", "", new { name = "ООО «Лютик»" })).Is(200);
        (await ChangeMailAsync(customer, customer.Email.ToUpperInvariant())).Is(200);
        (await ChangeMailAsync(customer, customer.Email)).Is(200);

        var inCabinet = NewAddress();
        (await customer.CabinetAsync("PATCH", "client", Mail(inCabinet))).Is(200);
        (await customer.CabinetAsync("GET", "account")).Is(200);
        await customer.LetterAsync("Письма о кабинете");
        await AskForResetAsync(inCabinet);
        var link = await LetterAsync(inCabinet, "Восстановление");

        var byOperator = NewAddress();
        (await fixture.Api.AutomateAsync("PATCH", $"operator/clients/{customer.ClientId}", Mail(byOperator))).Is(200);
        var told = await LetterAsync(inCabinet, "Письма о кабинете");
        Assert.Contains("у нас, по обращению клиента", told.Text, StringComparison.Ordinal);
        (await customer.LogInAsync()).Is(200);

        // The link went to an address that is the customer's no more.
        var token = link.Text.Split("#token=")[1].Split('\n')[0].Trim();
        (await fixture.Api.SendAsync(
            "POST",
            "cabinet/password-reset/confirm",
            new { token, newPassword = "another password" })).IsProblem(403, "reset-link-invalid");
        await fixture.SettleAsync();
        Assert.Empty(LettersTo(byOperator));
        Assert.Equal(
            ["operator", "cabinet", "widget", "widget", "widget"],
            (await fixture.RowsAsync(customer, "change-")).Select(row => (string)row["By"]));
    }

    [Fact]
    public async Task The_operator_corrects_an_address_and_a_new_password_goes_there()
    {
        var customer = await fixture.NewCustomerAsync();
        var right = NewAddress();

        (await fixture.Api.AutomateAsync("PATCH", $"operator/clients/{customer.ClientId}", Mail(right))).Is(200);

        customer.Password = PasswordIn(await LetterAsync(right, "Доступ в личный кабинет"));
        (await customer.LogInAsync()).Is(200);
        (await fixture.Api.AutomateAsync("PATCH", "operator/clients/nobody", Mail(right)))
            .IsProblem(404, "not-found");
    }

    [Fact]
    public async Task The_same_requisites_in_capitals_or_with_a_newer_consent_are_the_same_client()
    {
        var customer = await fixture.NewCustomerAsync();
        var form = Forms.Organization(customer.Email)
            .With("name", "ООО «РОМАШКА»")
            .With("contact.email", customer.Email.ToUpperInvariant())
            .With("consent.version", "2027-01");

        (await fixture.UnchangedByAsync(() => customer.WidgetAsync("POST", "clients", form))).Is(200);

        (await customer.WidgetAsync("POST", "clients", form.With("name", "ООО «Лютик»")))
            .IsProblem(409, "client-exists");
    }

    private static string NewAddress() => $"{Guid.NewGuid():N}@new.example.com";

    private static object Mail(string address) => new { contact = new { email = address } };

    private static Task<Reply> ChangeMailAsync(Customer customer, string address) =>
        customer.OwnAsync("PATCH", "", Mail(address));

    private static string PasswordIn(Letter letter) => letter.Text.Split("Пароль: ")[1].Split('\n')[0].Trim();

    private IEnumerable<Letter> LettersTo(string address) =>
        fixture.System.World.Mailbox.Letters.Where(letter => letter.To == address);

    private Task<Letter> LetterAsync(string address, string subject) => fixture.System.World.Mailbox.WaitAsync(
        letter => letter.To == address && letter.Subject.StartsWith(subject, StringComparison.Ordinal),
        limit: null,
        TestContext.Current.CancellationToken);

    private async Task AskForResetAsync(string address) =>
        (await fixture.Api.SendAsync("POST", "cabinet/password-reset", new { login = address })).Is(202);

    private async Task<Customer> NewWithOwnPasswordAsync()
    {
        var customer = await fixture.NewCustomerAsync();
        (await customer.LogInAsync()).Is(200);
        var form = new { currentPassword = customer.Password, newPassword = OwnPassword };
        (await customer.CabinetAsync("POST", "password", form)).Is(200);
        customer.Password = OwnPassword;
        (await customer.LogInAsync()).Is(200);
        return customer;
    }
}
