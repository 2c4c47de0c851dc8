namespace Billing.Tests;

public sealed class RequisitesTests
{
    private static readonly BankForm CompanysBank = new()
    {
        Bic = "044030827",
        Account = "40702810900000002851",
        CorrespondentAccount = "30101810200000000827",
    };

    private static readonly ContactForm CompanysContact = new()
    {
        Name = "Анна Петрова",
        Email = "anna@example.ru",
        Phone = "8 (900) 123-45-67",
    };

    private static readonly RequisitesForm Company = new()
    {
        Kind = "organization",
        Name = "ООО «Ромашка»",
        Inn = "7725088527",
        Kpp = "772501001",
        Ogrn = "1037739010891",
        LegalAddress = "115114, г. Москва, ул. Летниковская, д. 1",
        Bank = CompanysBank,
        Contact = CompanysContact,
        Consent = new() { Version = "2026-11" },
    };

    private static readonly RequisitesForm Entrepreneur = Company with
    {
        Kind = "entrepreneur",
        Name = "Иванов Иван Иванович",
        Inn = "773370857141",
        Kpp = null,
        Ogrn = "307760324100018",
        Bank = null,
    };

    [Fact]
    public void A_company_passes_with_its_phone_as_E164()
    {
        Assert.True(Requisites.TryCheck(Company, out var requisites, out var errors));
        Assert.False(errors.Any);
        Assert.Equal(
            new Requisites(
                ClientKind.Organization,
                "ООО «Ромашка»",
                "7725088527",
                "772501001",
                "1037739010891",
                "115114, г. Москва, ул. Летниковская, д. 1",
                new BankDetails("044030827", "40702810900000002851", "30101810200000000827"),
                new Contact("Анна Петрова", "anna@example.ru", "+79001234567"),
                "2026-11"),
            requisites);
    }

    [Fact]
    public void An_entrepreneur_passes_without_kpp_and_bank()
    {
        Assert.True(Requisites.TryCheck(Entrepreneur with { Kpp = " " }, out var requisites, out _));
        Assert.Equal((ClientKind.Entrepreneur, null, null), (requisites.Kind, requisites.Kpp, requisites.Bank));
    }

    [Fact]
    public void Requisites_that_differ_in_white_space_alone_are_equal()
    {
        var spaced = Company with
        {
            Name = "  ООО  «Ромашка»\u00a0",
            Inn = " 7725088527 ",
            Contact = new() { Name = " Анна   Петрова ", Email = " anna@example.ru ", Phone = "+79001234567" },
        };

        Assert.True(Requisites.TryCheck(Company, out var one, out _));
        Assert.True(Requisites.TryCheck(spaced, out var other, out _));
        Assert.Equal(one, other);
    }

    [Fact]
    public void What_is_pasted_is_cleaned()
    {
        var pasted = Company with
        {
            Name = "\ufeffООО\r\n«Рома\u00adшка»\u202c",
            Inn = "77 25\u201108-85\u00a027\t\n",
            Kpp = "7725-01 001",
            Ogrn = "1037739010891\u200b",
            Bank = new()
            {
                Bic = "04-40-30-827",
                Account = "40702 810 9 0000 0002851",
                CorrespondentAccount = "30101\u2212810\u2013200000000827",
            },
            Contact = new() { Name = "Анна Петрова\0", Email = "anna@example.ru\u200b", Phone = "9001234567" },
        };

        Assert.True(Requisites.TryCheck(Company, out var one, out _));
        Assert.True(Requisites.TryCheck(pasted, out var other, out _));
        Assert.Equal(one, other);
        Assert.Equal("7725AB001", Checked(Company with { Kpp = "7725ab001" }).Kpp);
        Assert.Equal("Йод", Checked(Company with { Name = "И\u0306од" }).Name);
    }

    [Fact]
    public void A_school_and_a_customer_of_the_Bank_of_Russia_pass()
    {
        var school = Checked(CompanyWith(new BankForm
        {
            Bic = "004525988",
            Account = "03224643450000007300",
            CorrespondentAccount = "40102810545370000003",
        }));
        var there = Checked(CompanyWith(new BankForm { Bic = "040816000", Account = "40603810700000000123" }));

        Assert.Equal(new("004525988", "03224643450000007300", "40102810545370000003"), school.Bank);
        Assert.Equal(new("040816000", "40603810700000000123", null), there.Bank);
    }

    [Theory]
    [InlineData("03224643450000007300", "30101810400000000225", "044525225", "bank.correspondentAccount")]
    [InlineData("03224643450000007300", "40102810545380000003", "004525988", "bank.correspondentAccount")]
    [InlineData("40702810900000002851", "40102810545370000003", "044030827", "bank.correspondentAccount")]
    [InlineData("40603810700000000123", "40102810545370000003", "040816000", "bank.correspondentAccount")]
    [InlineData("03224810450000007300", "40102810545370000003", "004525988", "bank.account")]
    public void What_does_not_stand_beside_each_other_is_named(
        string account,
        string other,
        string bic,
        string field) =>
        Assert.Equal(
            [field],
            WrongFields(CompanyWith(new BankForm { Bic = bic, Account = account, CorrespondentAccount = other })));

    [Fact]
    public void The_number_of_the_other_kind_of_client_is_told()
    {
        Requisites.TryCheck(Company with { Inn = "773370857141" }, out _, out var errors);
        Assert.Contains("предпринимателя", Assert.Single(errors.ByField["inn"]), StringComparison.Ordinal);
        Requisites.TryCheck(Entrepreneur with { Inn = "7725088527" }, out _, out errors);
        Assert.Contains("организации", Assert.Single(errors.ByField["inn"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_form_names_every_field_that_is_missing() => Assert.Equal(
        [
            "consent.version",
            "contact.email",
            "contact.name",
            "contact.phone",
            "inn",
            "kind",
            "legalAddress",
            "name",
            "ogrn",
        ],
        WrongFields(new RequisitesForm()));

    [Fact]
    public void An_empty_bank_is_no_bank_and_half_a_bank_names_the_missing_half()
    {
        Assert.Empty(WrongFields(CompanyWith(new BankForm { Bic = "", Account = " ", CorrespondentAccount = null })));
        Assert.Equal(
            ["bank.account", "bank.correspondentAccount"],
            WrongFields(CompanyWith(new BankForm { Bic = "044030827" })));
    }

    public static TheoryData<string, RequisitesForm> FormsWithOneWrongField => new()
    {
        { "kind", Company with { Kind = null } },
        { "kind", Company with { Kind = "Organization" } },
        { "kind", Company with { Kind = "0" } },
        { "name", Company with { Name = " " } },
        { "name", Company with { Name = new string('я', 251) } },
        { "name", Company with { Name = "ООО\0Ромашка" } },
        { "name", Company with { Name = "ООО \ud83d" } },
        { "name", Company with { Name = "ООО \ufffe" } },
        { "inn", Company with { Inn = null } },
        { "inn", Company with { Inn = "7725088526" } },
        { "inn", Company with { Inn = "0000000000" } },
        { "inn", Company with { Inn = "инн7725088" } },
        { "inn", Company with { Inn = Entrepreneur.Inn } },
        { "inn", Entrepreneur with { Inn = Company.Inn } },
        { "kpp", Company with { Kpp = null } },
        { "kpp", Company with { Kpp = "77250100" } },
        { "kpp", Entrepreneur with { Kpp = "772501001" } },
        { "ogrn", Company with { Ogrn = null } },
        { "ogrn", Company with { Ogrn = "1037739010892" } },
        { "ogrn", Company with { Ogrn = "2037739010890" } },
        { "ogrn", Company with { Ogrn = Entrepreneur.Ogrn } },
        { "ogrn", Entrepreneur with { Ogrn = Company.Ogrn } },
        { "legalAddress", Company with { LegalAddress = "дом" } },
        { "legalAddress", Company with { LegalAddress = new string('я', 501) } },
        { "bank.bic", CompanyWith(CompanysBank with { Bic = "944030827" }) },
        { "bank.bic", CompanyWith(CompanysBank with { Bic = "044030828" }) },
        { "bank.account", CompanyWith(CompanysBank with { Account = "40702810900000002852" }) },
        { "bank.account", CompanyWith(CompanysBank with { Account = "40702840900000002851" }) },
        { "bank.account", CompanyWith(CompanysBank with { Account = "4070281090000000285" }) },
        {
            "bank.correspondentAccount",
            CompanyWith(CompanysBank with { CorrespondentAccount = "30101810200000000828" })
        },
        {
            "bank.correspondentAccount",
            CompanyWith(CompanysBank with { CorrespondentAccount = "30101810300000000827" })
        },
        {
            "bank.correspondentAccount",
            CompanyWith(CompanysBank with { CorrespondentAccount = "30101810400000000225" })
        },
        { "contact.name", CompanyWith(CompanysContact with { Name = "" }) },
        { "contact.name", CompanyWith(CompanysContact with { Name = new string('я', 151) }) },
        { "contact.email", CompanyWith(CompanysContact with { Email = "anna" }) },
        { "contact.email", CompanyWith(CompanysContact with { Email = "anna@example.ru\r\nBcc: b@example.ru" }) },
        { "contact.phone", CompanyWith(CompanysContact with { Phone = "123" }) },
        { "consent.version", Company with { Consent = null } },
        { "consent.version", Company with { Consent = new() { Version = new string('1', 33) } } },
    };

    [Theory]
    [MemberData(nameof(FormsWithOneWrongField), DisableDiscoveryEnumeration = true)]
    public void A_wrong_field_is_named_alone_in_Russian(string field, RequisitesForm form)
    {
        Assert.False(Requisites.TryCheck(form, out var requisites, out var errors));
        Assert.Null(requisites);
        Assert.Equal([field], errors.ByField.Keys);
        Assert.All(errors.ByField[field], message => Assert.Matches(@"^[А-ЯЁ].*\p{IsCyrillic}.*\.$", message));
    }

    [Fact]
    public void Limits_are_reached_without_an_error() => Assert.Empty(WrongFields(Company with
    {
        Name = new string('я', 250),
        LegalAddress = new string('я', 500),
        Contact = CompanysContact with { Name = new string('я', 150) },
        Consent = new() { Version = new string('1', 32) },
    }));

    [Fact]
    public void Where_nothing_fits_the_bic_both_accounts_are_named() => Assert.Equal(
        ["bank.account", "bank.correspondentAccount"],
        WrongFields(CompanyWith(CompanysBank with
        {
            Account = "40702810900000000025",
            CorrespondentAccount = "30101810400000000225",
        })));

    [Fact]
    public void Without_a_kind_the_numbers_are_checked_as_either_kinds()
    {
        var longNumbers = Company with { Kind = "?", Inn = "77250885270", Ogrn = "10377390108911" };

        Assert.Equal(["inn", "kind", "ogrn"], WrongFields(longNumbers));
        Assert.Equal(["kind"], WrongFields(Entrepreneur with { Kind = "?" }));
    }

    private static RequisitesForm CompanyWith(BankForm bank) => Company with { Bank = bank };

    private static RequisitesForm CompanyWith(ContactForm contact) => Company with { Contact = contact };

    private static Requisites Checked(RequisitesForm form)
    {
        var isRight = Requisites.TryCheck(form, out var requisites, out var errors);
        Assert.True(isRight, string.Join(' ', errors.ByField.Keys));
        return requisites!;
    }

    private static IEnumerable<string> WrongFields(RequisitesForm form)
    {
        Requisites.TryCheck(form, out _, out var errors);
        return errors.ByField.Keys.Order(StringComparer.Ordinal);
    }
}
