using System.Globalization;
using Billing;
using Functions.Http;
using Functions.Storage;

namespace Functions.Connections;

/// <summary>A client's numbers: which there are, which tariff each has, and what it costs.</summary>
public sealed class ConnectionBook(ClientStates states, Tariffs tariffs, TimeProvider time)
{
    // One range query reads them all with every command.
    private const int MostConnections = 500;

    /// <summary>The tariffs on sale.</summary>
    public Outcome Tariffs() =>
        Outcome.Ok(new TariffsBody([.. tariffs.All.Select(tariff => new TariffBody(tariff.Id, tariff.Name, MoneyBody.Of(tariff.MonthlyPrice)))]));

    /// <summary>The client's numbers.</summary>
    public async Task<Outcome> ListAsync(string widgetAccount, string clientId, CancellationToken stop)
    {
        if (await states.FindAsync(widgetAccount, clientId, stop) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.Of(time.GetUtcNow());
        return Outcome.Ok(new ConnectionsBody([.. state.Connections.Values.Select(connection => ConnectionBody.Of(connection, today))]));
    }

    /// <summary>Picks a tariff for a number; what is paid stays paid.</summary>
    public async Task<Outcome> ChooseAsync(string widgetAccount, string clientId, string phone, ConnectionForm form, CancellationToken stop)
    {
        var errors = new FieldErrors();
        var number = PhoneOf(phone, errors);
        var tariff = TariffOf(form.Tariff, errors);
        return errors.Any
            ? Problems.ValidationFailed(errors)
            : await states.DecideAsync(clientId, state => ChooseAsync(state, widgetAccount, number, tariff!, stop), stop);
    }

    /// <summary>What the number of months costs if paid today.</summary>
    public async Task<Outcome> QuoteAsync(string widgetAccount, string clientId, string phone, string? tariffId, string? months, CancellationToken stop)
    {
        var errors = new FieldErrors();
        var number = PhoneOf(phone, errors);
        var tariff = TariffOf(tariffId, errors);
        if (!int.TryParse(months, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 12)
        {
            errors.Add("months", "Укажите число месяцев от 1 до 12.");
        }

        if (errors.Any)
        {
            return Problems.ValidationFailed(errors);
        }

        if (await states.FindAsync(widgetAccount, clientId, stop) is not { } state)
        {
            return Problems.NotFound;
        }

        var today = BusinessDay.Of(time.GetUtcNow());
        return Outcome.Ok(QuoteBody.Of(Quote.For(tariff!, state.ConnectionOf(number, tariff!), count, today), BusinessDay.EndOf(today)));
    }

    private async Task<Outcome?> ChooseAsync(ClientState state, string widgetAccount, string phone, Tariff tariff, CancellationToken stop)
    {
        if (!state.BelongsTo(widgetAccount))
        {
            return Problems.NotFound;
        }

        var isNew = !state.Connections.ContainsKey(phone);
        if (isNew && state.Connections.Count >= MostConnections)
        {
            return Problems.TooManyConnections;
        }

        var chosen = state.ConnectionOf(phone, tariff).Choose(tariff.Id);
        return await states.TryCommitAsync(new Commit(state).Save(chosen), stop)
            ? new Outcome(isNew ? 201 : 200, ConnectionBody.Of(chosen, BusinessDay.Of(time.GetUtcNow())))
            : null;
    }

    private static string PhoneOf(string text, FieldErrors errors)
    {
        if (Phone.TryNormalize(text, out var phone))
        {
            return phone;
        }

        errors.Add("phone", "Укажите номер в международном формате: +79001234567.");
        return "";
    }

    private Tariff? TariffOf(string? id, FieldErrors errors)
    {
        if (tariffs.Find(id) is { } tariff)
        {
            return tariff;
        }

        errors.Add("tariff", "Такого тарифа нет. Выберите тариф из списка.");
        return null;
    }
}
