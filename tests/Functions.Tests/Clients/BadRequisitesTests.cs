using System.Text.Json.Nodes;

namespace Functions.Tests.Clients;

public sealed class BadRequisitesTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    public static TheoryData<string, string?> Wrong => new()
    {
        { "kind", null }, { "kind", "" }, { "kind", "company" }, { "kind", "Organization" }, { "kind", "0" },
        { "name", null }, { "name", " " }, { "name", "two\nlines" }, { "name", "null\0" }, { "name", new string('я', 251) }, { "name", "right-to-left \u202e" },
        { "inn", null }, { "inn", "" }, { "inn", "ABCDEFGHIJ" }, { "inn", "7725088528" }, { "inn", "0000000000" }, { "inn", "772508852" }, { "inn", "773370857141" }, { "inn", "٧٧٢٥٠٨٨٥٢٧" }, { "inn", "7725 088527" },
        { "kpp", null }, { "kpp", "77250100" }, { "kpp", "7725a1001" }, { "kpp", "77250100١" },
        { "ogrn", null }, { "ogrn", "1037739010892" }, { "ogrn", "2037739010891" }, { "ogrn", "307760324100018" }, { "ogrn", "abc" },
        { "legalAddress", null }, { "legalAddress", "дом" }, { "legalAddress", new string('a', 501) },
        { "bank.bic", null }, { "bank.bic", "344030827" }, { "bank.bic", "04403082" },
        { "bank.account", null }, { "bank.account", "40702810900000002852" }, { "bank.account", "40702840900000002851" }, { "bank.account", "4070281090000000285" },
        { "bank.correspondentAccount", null }, { "bank.correspondentAccount", "30101810200000000828" }, { "bank.correspondentAccount", "30101810400000000225" },
        { "contact.name", null }, { "contact.name", new string('a', 151) },
        { "contact.email", null }, { "contact.email", "nobody" }, { "contact.email", "a@b@c.ru" }, { "contact.email", "Anna <anna@example.com>" }, { "contact.email", "anna@example.com\r\nBcc: all@example.com" }, { "contact.email", "a@example.com,b@example.com" }, { "contact.email", new string('a', 250) + "@example.com" },
        { "contact.phone", null }, { "contact.phone", "no phone" }, { "contact.phone", "12345" }, { "contact.phone", "+7900123456789012" }, { "contact.phone", "+٧٩٠٠١٢٣٤٥٦٧" },
        { "consent.version", null }, { "consent.version", "" }, { "consent.version", new string('1', 33) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_field_is_named_and_nothing_is_stored(string path, string? value)
    {
        var customer = fixture.NewCustomer();
        var form = Forms.Organization(customer.Email).With(path, value is null ? null : JsonValue.Create(value));

        (await fixture.UnchangedByAsync(() => customer.SubmitAsync(form))).IsProblem(422, "validation-failed", path);
    }

    [Theory]
    [InlineData("kpp", "772501001")]
    [InlineData("inn", "7725088527")]
    [InlineData("inn", "773370857142")]
    [InlineData("ogrn", "1037739010891")]
    [InlineData("ogrn", "307760324100019")]
    public async Task An_entrepreneurs_wrong_field_is_named(string path, string value)
    {
        var customer = fixture.NewCustomer();

        (await fixture.UnchangedByAsync(() => customer.SubmitAsync(Forms.Entrepreneur(customer.Email).With(path, value)))).IsProblem(422, "validation-failed", path);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once() =>
        (await fixture.UnchangedByAsync(() => fixture.NewCustomer().SubmitAsync([]))).IsProblem(
            422, "validation-failed", "kind", "name", "inn", "ogrn", "legalAddress", "contact.name", "contact.email", "contact.phone", "consent.version");
}
