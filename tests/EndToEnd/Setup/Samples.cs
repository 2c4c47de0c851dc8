namespace EndToEnd;

/// <summary>Requisites as a customer types them.</summary>
public sealed record Sample(
    string Kind,
    string Name,
    string Inn,
    string? Kpp,
    string Ogrn,
    string Address,
    string Person,
    string Email,
    string Phone)
{
    public static Sample Organization { get; } = new(
        "Организация",
        "ООО «Ромашка»",
        "7725088527",
        "772501001",
        "1037739010891",
        "115114, г. Москва, ул. Летниковская, д. 2",
        "Анна Петрова",
        "buh@romashka.example",
        "8 (495) 123-45-67");

    public static Sample Entrepreneur { get; } = new(
        "Индивидуальный предприниматель",
        "Сидоров Пётр Ильич",
        "773370857141",
        null,
        "307760324100018",
        "150000, г. Ярославль, ул. Свободы, д. 1",
        "Пётр Сидоров",
        "sidorov@example.ru",
        "+7 900 765-43-21");
}
