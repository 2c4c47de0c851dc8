namespace Functions.Tests.Clients;

public sealed class MarkupTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private const string Markup = "<script>alert('1')</script> & \"<img src=x onerror=alert(1)>\" {{7*7}} @(7*7)";

    // Names hold no angle brackets; this is what else a page or a letter could take for markup.
    private const string Name = "ООО \"Р&Д\" &lt;script&gt; @(7*7) &amp; 'сын'";

    [Fact]
    public async Task A_customers_markup_is_text_in_letters()
    {
        var customer = fixture.NewCustomer();
        var requisites = Forms.Organization(customer.Email)
            .With("name", Name)
            .With("legalAddress", Markup)
            .With("contact.name", Name);
        (await customer.SubmitAsync(requisites)).Is(202);
        var credentials = await customer.WaitForCredentialsAsync();

        Assert.Contains(Name, credentials.Text, StringComparison.Ordinal);
        Assert.Contains("&amp;lt;script&amp;gt; @(7*7) &amp;amp;", credentials.Html, StringComparison.Ordinal);
        Assert.Equal(Name, (await customer.ReadAsync())["requisites.name"]);
        (await customer.LogInAsync()).Is(200);
        Assert.Equal(Name, (await customer.CabinetAsync("GET", "account"))["name"]);
    }

    [Fact]
    public async Task A_payers_markup_is_text_in_letters_and_in_the_history()
    {
        var customer = await fixture.NewCustomerAsync();
        var topUp = Forms.TopUp(customer.AccountNumber, "5.00", "markup", fixture.System.Clock.GetUtcNow())
            .With("payer", Markup)
            .With("purpose", Markup);
        (await fixture.Api.AutomateAsync("POST", "topups", topUp)).Is(201);
        var letter = await customer.LetterAsync("Деньги поступили");

        Assert.Contains($"Плательщик: {Markup}", letter.Text, StringComparison.Ordinal);
        Assert.Contains($"Назначение: {Markup}", letter.Text, StringComparison.Ordinal);
        AssertIsText(letter.Html);
        (await customer.LogInAsync()).Is(200);
        var entries = await customer.CabinetAsync("GET", "entries");
        Assert.StartsWith($"Пополнение: {Markup}", entries["entries.0.description"], StringComparison.Ordinal);
    }

    private static void AssertIsText(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(", html, StringComparison.Ordinal);
        Assert.Contains("{{7*7}} @(7*7)", html, StringComparison.Ordinal);
    }
}
