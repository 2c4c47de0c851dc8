using System.Globalization;
using Billing;

namespace EndToEnd;

/// <summary>Forms of requisites, right and wrong in every field, for whoever has to judge them alike.</summary>
internal static class RequisitesCases
{
    private const string Digits = "0123456789";

    private static readonly RequisitesForm Company = new()
    {
        Kind = "organization",
        Name = "ООО «Ромашка»",
        Inn = "7725088527",
        Kpp = "772501001",
        Ogrn = "1037739010891",
        LegalAddress = "115114, г. Москва, ул. Летниковская, д. 2",
        Bank = new() { Bic = "044030827", Account = "40702810900000002851", CorrespondentAccount = "30101810200000000827" },
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

    // What is put into every field, one at a time.
    private static readonly string?[] Texts =
    [
        null, "", " ", "\t", "\n", "\u00A0", "\u0085", "\u2028", "\uFEFF", "\u200B", "\u00AD", " 7725088527 ", "7725 088527", "0", "0000000000", "000000000000",
        "٧٧٢٥٠٨٨٥٢٧", "７７２５０８８５２７", "7715034360", "760307073214", "77250885", "772501001", "7725AB001", "7725ab001", "7725АВ001", "1027812400868",
        "1117746358608", "309565808600188", "2037739010891", "5037739010891", "044525225", "344525225", "40702810900000002851", "40702840900000002851",
        "40702810000000000025", "30101810400000000225", "a@b.ru", "a@b", "a@b.c", "a.b+c@d-e.example.ru", "A B <a@b.ru>", "a@b.ru, c@d.ru", "a@b.ru\n", "a..b@c.ru",
        ".a@b.ru", "a@-b.ru", "a@b.1ru", "почта@пример.рф", "89001234567", "+7 (900) 123-45-67", "8 900 123 45 67", "9001234567", "+0123456789", "+1234567", "+123456",
        "+1234567890123456", "<script>alert(1)</script>", "Имя\u0000", "два  пробела", "organization", "👍", "🏴\U000E0067", new string('я', 32), new string('я', 33),
        new string('я', 150), new string('я', 151), new string('я', 250), new string('я', 251), new string('я', 500), new string('я', 501),
        new string('a', 64) + "@b.ru", new string('a', 65) + "@b.ru", "a@" + new string('b', 63) + ".ru", "a@" + new string('b', 64) + ".ru", "1234", "12345",
    ];

    private static readonly Func<RequisitesForm, string?, RequisitesForm>[] Fields =
    [
        (form, text) => form with { Kind = text }, (form, text) => form with { Name = text }, (form, text) => form with { Inn = text },
        (form, text) => form with { Kpp = text }, (form, text) => form with { Ogrn = text }, (form, text) => form with { LegalAddress = text },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { Bic = text } },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { Account = text } },
        (form, text) => form with { Bank = (form.Bank ?? new()) with { CorrespondentAccount = text } },
        (form, text) => form with { Contact = form.Contact! with { Name = text } }, (form, text) => form with { Contact = form.Contact! with { Email = text } },
        (form, text) => form with { Contact = form.Contact! with { Phone = text } }, (form, text) => form with { Consent = new() { Version = text } },
        (form, _) => form with { Contact = null }, (form, _) => form with { Consent = null }, (form, _) => form with { Bank = null },
    ];

    private static readonly string[] CentralBics = ["044525000", "044525001", "044525012"];

    public static IEnumerable<RequisitesForm> All() =>
        new[] { Company, Person, new RequisitesForm() }
            .Concat(from form in new[] { Company, Person } from field in Fields from text in Texts select field(form, text))
            .Concat(Changed(Company, Company.Inn!, (form, text) => form with { Inn = text }))
            .Concat(Changed(Person, Person.Inn!, (form, text) => form with { Inn = text }))
            .Concat(Changed(Company, Company.Ogrn!, (form, text) => form with { Ogrn = text }))
            .Concat(Changed(Person, Person.Ogrn!, (form, text) => form with { Ogrn = text }))
            .Concat(Changed(Company, Company.Bank!.Bic!, (form, text) => form with { Bank = form.Bank! with { Bic = text } }))
            .Concat(Changed(Company, Company.Bank!.Account!, (form, text) => form with { Bank = form.Bank! with { Account = text } }))
            .Concat(Changed(Company, Company.Bank!.CorrespondentAccount!, (form, text) => form with { Bank = form.Bank! with { CorrespondentAccount = text } }))
            .Concat(CentralBank())
            .Concat(RandomNumbers(new Random(20261122)));

    // Every digit of a right number replaced by every digit.
    private static IEnumerable<RequisitesForm> Changed(RequisitesForm form, string number, Func<RequisitesForm, string, RequisitesForm> put) =>
        from at in Enumerable.Range(0, number.Length)
        from digit in Digits
        select put(form, $"{number[..at]}{digit}{number[(at + 1)..]}");

    // At the Bank of Russia itself another part of the БИК counts.
    private static IEnumerable<RequisitesForm> CentralBank() =>
        from key in Digits
        from bic in CentralBics
        select Company with { Bank = new() { Bic = bic, Account = $"40102810{key}45370000001", CorrespondentAccount = $"30101810{key}00000000{bic[6..]}" } };

    // Enough of them that some have the right check digits by chance.
    private static IEnumerable<RequisitesForm> RandomNumbers(Random random)
    {
        string Number(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(10).ToString(CultureInfo.InvariantCulture)));
        for (var i = 0; i < 1500; i++)
        {
            yield return Company with { Inn = Number(10), Ogrn = "1" + Number(12) };
            yield return Person with { Inn = Number(12), Ogrn = "3" + Number(14) };
            yield return Company with { Bank = Company.Bank! with { Account = $"40702810{Number(12)}" } };
        }
    }
}
