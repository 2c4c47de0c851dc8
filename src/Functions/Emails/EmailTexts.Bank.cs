using System.Globalization;
using Billing;

namespace Functions.Emails;

/// <summary>The e-mail to the vendor's accountants.</summary>
public sealed partial class EmailTexts
{
    /// <summary>A bank day, or all the books, do not agree with the bank.</summary>
    /// <param name="day">The bank day; null for all the books.</param>
    /// <param name="problems">A line each: «where: what».</param>
    /// <param name="page">The operator's page.</param>
    public EmailContent BankMismatch(DateOnly? day, string problems, Uri page)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var fragment = day is { } date
            ? "reconciliation/" + date.ToString("O", CultureInfo.InvariantCulture)
            : "reconciliation";
        var what = day is { } of ? RussianText.Day(of) : "книги";
        return New($"Сверка с банком: {what} не {(day is null ? "сходятся" : "сходится")}", "Сверка не сходится") with
        {
            Preheader = "Само ничего не исправлено: нужно разобраться.",
            Paragraphs =
            [
                day is null
                    ? "Всё, что пришло по данным банка, и всё, что записано в книгах, расходится."
                    : $"За {RussianText.Day(day.Value)} данные банка и книги расходятся.",
                "Проверьте, все ли выписки загружены и разнесены. Само ничего не исправляется, "
                + "деньги клиентов на месте.",
            ],
            Facts = [.. problems.Split('\n').Select(FactsOf)],
            Action = new("Открыть сверку", new UriBuilder(page) { Fragment = fragment }.Uri),
            Notes =
            [
                new("Об этом расхождении мы пишем один раз. Оно останется в разделе «Сбои», пока его не закроют."),
            ],
        };
    }

    private static EmailFact[] FactsOf(string problem)
    {
        var parts = problem.Split(": ", 2);
        return [new("Где", parts[0]), new("Что не так", parts[1])];
    }
}
