using System.Text.Json.Nodes;

namespace TestKit;

/// <summary>Bodies that are right in every field; tests change what they need to.</summary>
public static class Forms
{
    /// <summary>Requisites of an organisation.</summary>
    public static JsonObject Organization(string email) => new()
    {
        ["kind"] = "organization",
        ["name"] = "ООО «Ромашка»",
        ["inn"] = "7725088527",
        ["kpp"] = "772501001",
        ["ogrn"] = "1037739010891",
        ["legalAddress"] = "115114, г. Москва, ул. Летниковская, д. 2",
        ["bank"] = new JsonObject
        {
            ["bic"] = "044030827",
            ["account"] = "40702810900000002851",
            ["correspondentAccount"] = "30101810200000000827",
        },
        ["contact"] = new JsonObject { ["name"] = "Анна Петрова", ["email"] = email, ["phone"] = "+74951234567" },
        ["consent"] = new JsonObject { ["version"] = "2026-01" },
    };

    /// <summary>Requisites of an entrepreneur, without a bank.</summary>
    public static JsonObject Entrepreneur(string email) => new()
    {
        ["kind"] = "entrepreneur",
        ["name"] = "Иванов Иван Иванович",
        ["inn"] = "773370857141",
        ["ogrn"] = "307760324100018",
        ["legalAddress"] = "150000, г. Ярославль, ул. Свободы, д. 1",
        ["contact"] = new JsonObject { ["name"] = "Иван Иванов", ["email"] = email, ["phone"] = "8 (900) 123-45-67" },
        ["consent"] = new JsonObject { ["version"] = "2026-01" },
    };

    /// <summary>Roubles.</summary>
    public static JsonObject Money(string amount, string currency = "RUB") =>
        new() { ["amount"] = amount, ["currency"] = currency };

    /// <summary>A payment.</summary>
    public static JsonObject Payment(string phone, string tariff, int months, string amount, string password) => new()
    {
        ["phone"] = phone,
        ["tariff"] = tariff,
        ["months"] = months,
        ["amount"] = Money(amount),
        ["method"] = "cabinet-balance",
        ["password"] = password,
    };

    /// <summary>Money that came in.</summary>
    public static JsonObject TopUp(
        string accountNumber,
        string amount,
        string externalId,
        DateTimeOffset receivedAt) => new()
        {
            ["externalId"] = externalId,
            ["accountNumber"] = accountNumber,
            ["amount"] = Money(amount),
            ["receivedAt"] = receivedAt,
            ["payer"] = "ООО «Ромашка»",
            ["purpose"] = "Оплата по счёту 12",
        };

    /// <summary>
    /// A copy with the value at a path such as <c>bank.account</c> replaced; a null takes the field away.
    /// </summary>
    public static JsonObject With(this JsonObject form, string path, JsonNode? value)
    {
        var copy = form.DeepClone().AsObject();
        var steps = path.Split('.');
        var parent = steps[..^1].Aggregate(copy, (node, step) => node[step]!.AsObject());
        if (value is null)
        {
            parent.Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = value;
        }

        return copy;
    }
}
