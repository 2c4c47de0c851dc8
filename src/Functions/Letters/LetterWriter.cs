using Billing;
using Functions.Cabinets;
using Functions.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Functions.Letters;

/// <summary>Makes the letter that a row stands for, from the rows that it refers to.</summary>
public sealed class LetterWriter(
    Tables tables, Tariffs tariffs, Keys keys, LetterTexts texts, IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The letter, ready to be sent.</summary>
    /// <exception cref="InvalidOperationException">What it refers to is not there.</exception>
    public async Task<Email> WriteAsync(ClientState state, LetterRow row, CancellationToken stop)
    {
        var letter = await ComposeAsync(state, row, stop);
        return new Email(state.Client!.Requisites.Contact.Email, letter.Subject, letter.ToText(), await ToHtmlAsync(letter));
    }

    private async Task<Letter> ComposeAsync(ClientState state, LetterRow row, CancellationToken stop)
    {
        var (client, account, cabinet) = (state.Client!, state.Account!, state.Cabinet!);
        switch (row.Kind)
        {
            case LetterKind.Credentials:
                return texts.Credentials(client, account, cabinet, keys.Open(row.Sealed!, state.Id));
            case LetterKind.PasswordRestore:
                return texts.PasswordRestore(cabinet, keys.Open(row.Sealed!, state.Id));
            case LetterKind.MoneyArrived:
                return texts.MoneyArrived(account, History.TopUp(await ReadAsync(state.Id, RowKeys.TopUp(row.Reference), stop)));
            case LetterKind.PaymentReceipt:
                var payment = History.Payment(await ReadAsync(state.Id, RowKeys.PaymentKey(row.Reference), stop));
                return texts.PaymentReceipt(account, payment, tariffs.Find(payment.TariffId)?.Name ?? payment.TariffId);
            case LetterKind.SubscriptionEnds:
                var (phone, ends) = PeriodReference.Parse(row.Reference);
                var connection = state.Connections[phone];
                var tariff = tariffs.Find(connection.TariffId) ?? throw new InvalidOperationException("The connection's tariff is no longer on sale.");
                return texts.SubscriptionEnds(account, Quote.For(tariff, connection, 1, ends), ends);
            default:
                var (endedPhone, ended) = PeriodReference.Parse(row.Reference);
                return texts.SubscriptionEnded(account, endedPhone, ended);
        }
    }

    private async Task<Azure.Data.Tables.TableEntity> ReadAsync(string clientId, string rowKey, CancellationToken stop) =>
        await tables.Clients.FindAsync(clientId, rowKey, stop) ?? throw new InvalidOperationException("What the letter is about is not stored.");

    private async Task<string> ToHtmlAsync(Letter letter)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var view = await renderer.RenderComponentAsync<LetterView>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(LetterView.Letter)] = letter }));
            return view.ToHtmlString();
        });
    }
}
