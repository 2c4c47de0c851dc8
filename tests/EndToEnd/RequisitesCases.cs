using System.Globalization;
using Billing;

namespace EndToEnd;

/// <summary>
/// Forms of requisites with valid and invalid values in every field. The browser and the service must judge them alike.
/// </summary>
internal static class RequisitesCases
{
    private const string Digits = "0123456789";

    private static readonly BankForm CompanysBank = new()
    {
        Bic = "044030827",
        Account = "40702810900000002851",
        CorrespondentAccount = "30101810200000000827",
    };

    private static readonly BankForm SchoolsBank = new()
    {
        Bic = "004525988",
        Account = "03224643450000007300",
        CorrespondentAccount = "40102810545370000003",
    };

    private static readonly RequisitesForm Company = new()
    {
        Kind = "organization",
        Name = "ООО «Ромашка»",
        Inn = "7725088527",
        Kpp = "772501001",
        Ogrn = "1037739010891",
        LegalAddress = "115114, г. Москва, ул. Летниковская, д. 2",
        Bank = CompanysBank,
        Contact = new() { Name = "Анна Петрова", Email = "buh@romashka.example", Phone = "+74951234567" },
        Consent = new() { Version = "1" },
    };

    private static readonly RequisitesForm Person = Company with
    {
        Kind = "entrepreneur",
        Name = "Сидоров Пётр Ильич",
        Inn = "773370857141",
        Kpp = null,
        Ogrn = "307760324100018",
        Bank = null,
    };

    // Every text is put into every field.
    private static readonly string?[] Texts =
    [
        // White space and invisible characters.
        null, "", " ", "\t", "\n", "\u00A0", "\u0085", "\u2028", "\uFEFF", "\u200B", "\u00AD", "Имя\u0000",
        "два  пробела", "И\u0306од", "Имя\u0000Имя", "\u202Eимя\u202C", "Имя\r\nИмя", "\u0000Имя\u0000",
        "Имя\uFFFE", "\uFFFF", "👍\u200D👍",

        // Names.
        "ООО «М+К & Ко», №1 (Ё°): А/Б!", "ООО «Рога.ру»", "М@ркет", "https://evil.example", "см. WWW.evil.example",
        "<b>Имя</b>", "Имя|Имя", "𝐀𝐁", "🎁 Приз", "123", "«»", "Д’Артаньян", "Сало‑Мон", "ﷺ",

        // ИНН, КПП, ОГРН.
        " 7725088527 ", "7725 088527", "77-25\u2011088\u2013527\t", "7725\u2212088527\u200B", "773370857141",
        "0", "0000000000", "000000000000", "٧٧٢٥٠٨٨٥٢٧", "７７２５０８８５２７",
        "7715034360", "760307073214", "77250885", "772501001", "7725AB001", "7725ab001", "7725АВ001", "1027812400868",
        "1117746358608", "309565808600188", "2037739010891", "5037739010891",

        // БИК and accounts.
        "044525225", "344525225", "40702810900000002851", "40702840900000002851", "40702810000000000025",
        "30101810400000000225", "004525988", "03224643450000007300", "40102810545370000003", "03224810450000007300",
        "40102810545380000003", "040816000", "40603810700000000123", "40702 810 9 0000 0002851",

        // E-mail addresses.
        "a@b.ru", "a@b", "a@b.c", "a.b+c@d-e.example.ru", "A B <a@b.ru>", "a@b.ru, c@d.ru", "a@b.ru\n", "a..b@c.ru",
        ".a@b.ru", "a@-b.ru", "a@b.1ru", "почта@пример.рф", new string('a', 64) + "@b.ru",
        new string('a', 65) + "@b.ru", "a@" + new string('b', 63) + ".ru", "a@" + new string('b', 64) + ".ru",
        "ivan@пример.рф", "ivan@ПРИМЕР.рф", "a@exаmple.com", "a@пример..рф", "a@-пример.рф", "a@пример",
        "a@bücher.example",
        "a@example.com\u200B", "a@ex\u00ADample.com", "a@" + new string('б', 62) + ".рф", "a@ελλάδα.example",
        "a@b@c.ru",
        "A@EXAMPLE.RU",

        // Phone numbers.
        "89001234567", "+7 (900) 123-45-67", "8 900 123 45 67", "9001234567", "+0123456789", "+1234567", "+123456",
        "+1234567890123456", "+7900123456", "+7 (8900) 123-45-67", "+79001234567890", "+7 000 000-00-00",
        "8 (029) 123-45-67", "+8 (900) 123-45-67", "+89001234567", "+375 (029) 123-45-67", "+375 (29) 123-45-67",
        "7 900 123-45-67", "(495) 123-45-67", "8001234567", "7001234567", "+7.900.123.45.67", "8/900/123/45/67",
        "+7 900 123\u201145\u221267", "\u202A+79001234567\u202C\n", "+8613912345678", "+8 13912345678",

        // Other texts, and the limits of their length.
        "<script>alert(1)</script>", "organization", "👍", "🏴\U000E0067", "1234", "12345", new string('я', 32),
        new string('я', 33), new string('я', 150), new string('я', 151), new string('я', 250), new string('я', 251),
        new string('я', 500), new string('я', 501),
    ];

    private static readonly Func<RequisitesForm, string?, RequisitesForm>[] Fields =
    [
        (form, text) => form with { Kind = text },
        (form, text) => form with { Name = text },
        (form, text) => form with { Inn = text },
        (form, text) => form with { Kpp = text },
        (form, text) => form with { Ogrn = text },
        (form, text) => form with { LegalAddress = text },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { Bic = text } },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { Account = text } },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { CorrespondentAccount = text } },
        (form, text) => form with { Contact = form.Contact! with { Name = text } },
        (form, text) => form with { Contact = form.Contact! with { Email = text } },
        (form, text) => form with { Contact = form.Contact! with { Phone = text } },
        (form, text) => form with { Contact = form.Contact! with { AccountantEmail = text } },
        (form, text) => form with { Consent = new() { Version = text } },
        (form, _) => form with { Contact = null },
        (form, _) => form with { Consent = null },
        (form, _) => form with { Bank = null },
    ];

    private static readonly string[] CentralBics = ["044525000", "044525001", "044525012"];

    public static IEnumerable<RequisitesForm> All() =>
        new[] { Company, Person, new RequisitesForm() }
            .Concat(EveryTextInEveryField())
            .Concat(Misspellings(Company.Inn!, inn => Company with { Inn = inn }))
            .Concat(Misspellings(Person.Inn!, inn => Person with { Inn = inn }))
            .Concat(Misspellings(Company.Ogrn!, ogrn => Company with { Ogrn = ogrn }))
            .Concat(Misspellings(Person.Ogrn!, ogrn => Person with { Ogrn = ogrn }))
            .Concat(Misspellings(CompanysBank.Bic!, bic => CompanyWith(CompanysBank with { Bic = bic })))
            .Concat(Misspellings(CompanysBank.Account!, account =>
                CompanyWith(CompanysBank with { Account = account })))
            .Concat(Misspellings(CompanysBank.CorrespondentAccount!, account =>
                CompanyWith(CompanysBank with { CorrespondentAccount = account })))
            .Concat(AccountsAtTheCentralBank())
            .Concat(AccountsAtTheTreasury())
            .Concat(RandomNumbers(new Random(20261122)));

    private static IEnumerable<RequisitesForm> EveryTextInEveryField() =>
        from form in new[] { Company, Person }
        from field in Fields
        from text in Texts
        select field(form, text);

    // Replaces every digit of a valid number by every digit.
    private static IEnumerable<RequisitesForm> Misspellings(string number, Func<string, RequisitesForm> formWith) =>
        from index in Enumerable.Range(0, number.Length)
        from digit in Digits
        select formWith($"{number[..index]}{digit}{number[(index + 1)..]}");

    // Other digits of the БИК enter the key of an account at the Bank of Russia.
    private static IEnumerable<RequisitesForm> AccountsAtTheCentralBank() =>
        from key in Digits
        from bic in CentralBics
        select CompanyWith(new BankForm
        {
            Bic = bic,
            Account = $"40102810{key}45370000001",
        });

    // A budget organisation's account has no key, and the Treasury's beside it has.
    private static IEnumerable<RequisitesForm> AccountsAtTheTreasury() =>
        Misspellings(SchoolsBank.CorrespondentAccount!, account =>
                CompanyWith(SchoolsBank with { CorrespondentAccount = account }))
            .Concat(Misspellings(SchoolsBank.Account!, account => CompanyWith(SchoolsBank with { Account = account })))
            .Concat(Misspellings(SchoolsBank.Bic!, bic => CompanyWith(SchoolsBank with { Bic = bic })));

    // There are so many of them that some have valid check digits by chance.
    private static IEnumerable<RequisitesForm> RandomNumbers(Random random)
    {
        for (var i = 0; i < 1500; i++)
        {
            yield return Company with { Inn = Number(10), Ogrn = "1" + Number(12) };
            yield return Person with { Inn = Number(12), Ogrn = "3" + Number(14) };
            yield return CompanyWith(CompanysBank with { Account = $"40702810{Number(12)}" });
        }

        string Number(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => RandomDigit()));

        string RandomDigit() => random.Next(10).ToString(CultureInfo.InvariantCulture);
    }

    private static RequisitesForm CompanyWith(BankForm bank) => Company with { Bank = bank };
}
