using System.Text.Json.Nodes;

namespace Functions.Tests.Clients;

public sealed class BadRequisitesTests(SystemFixture fixture) : IClassFixture<SystemFixture>
{
    private static readonly Dictionary<string, string?[]> InvalidValues = new()
    {
        ["kind"] = [null, "", "company", "Organization", "0"],
        ["name"] = [null, " ", "null\0within", new string('я', 251)],
        ["inn"] =
        [
            null,
            "",
            "ABCDEFGHIJ",
            "7725088528",
            "0000000000",
            "772508852",
            "773370857141",
            "٧٧٢٥٠٨٨٥٢٧",
            "7725/088527",
        ],
        ["kpp"] = [null, "77250100", "7725/1001", "77250100١"],
        ["ogrn"] = [null, "1037739010892", "2037739010891", "307760324100018", "abc"],
        ["legalAddress"] = [null, "дом", new string('a', 501)],
        ["bank.bic"] = [null, "344030827", "04403082"],
        ["bank.account"] = [null, "40702810900000002852", "40702840900000002851", "4070281090000000285"],
        ["bank.correspondentAccount"] = [null, "30101810200000000828", "30101810400000000225"],
        ["contact.name"] = [null, new string('a', 151)],
        ["contact.email"] =
        [
            null,
            "nobody",
            "a@b@c.ru",
            "Anna <anna@example.com>",
            "anna@example.com\r\nBcc: all@example.com",
            "a@example.com,b@example.com",
            new string('a', 250) + "@example.com",
        ],
        ["contact.phone"] = [null, "no phone", "12345", "+7900123456789012", "+٧٩٠٠١٢٣٤٥٦٧"],
        ["consent.version"] = [null, "", new string('1', 33)],
    };

    public static TheoryData<string, string?> InvalidFields =>
        new(InvalidValues.SelectMany(entry => entry.Value.Select(value => (entry.Key, value))));

    [Theory]
    [MemberData(nameof(InvalidFields))]
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
        var form = Forms.Entrepreneur(customer.Email).With(path, value);

        (await fixture.UnchangedByAsync(() => customer.SubmitAsync(form))).IsProblem(422, "validation-failed", path);
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var reply = await fixture.UnchangedByAsync(() => fixture.NewCustomer().SubmitAsync([]));

        reply.IsProblem(
            422,
            "validation-failed",
            "kind",
            "name",
            "inn",
            "ogrn",
            "legalAddress",
            "contact.name",
            "contact.email",
            "contact.phone",
            "consent.version");
    }
}
