using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Widget;

/// <summary>Hosts and proxies log addresses, so none has personal data in it.</summary>
public sealed class AddressTests(Browser browser) : StageTest(browser)
{
    [Fact]
    public async Task No_request_of_the_widget_has_a_phone_number_or_an_email_address_in_its_address()
    {
        var stage = await NewStageAsync();
        var addresses = new ConcurrentQueue<Uri>();
        stage.Window.Request += (_, request) => addresses.Enqueue(new(request.Url));
        var customer = new Customer(stage);
        var credentials = await customer.GetToPaymentAsync();
        await customer.PayAsync(credentials.Password);
        await customer.ExpectPaidAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "К подключениям" }).ClickAsync();
        await stage.Page.GetByRole(AriaRole.Button, new() { Name = "Продлить" }).ClickAsync();
        await Expect(customer.Terms).ToBeVisibleAsync();

        var paths = addresses.Select(address => address.AbsolutePath.Split('/')[^1]).ToHashSet();
        Assert.Superset(new HashSet<string> { "clients", "connections", "terms", "payments" }, paths);
        string[] secrets = [Digits(Customer.Number)[1..], Digits(Sample.Organization.Phone)[1..], "@", "%40"];
        Assert.All(addresses, address => Assert.All(secrets, secret =>
            Assert.DoesNotContain(secret, address.PathAndQuery, StringComparison.Ordinal)));
    }

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}
