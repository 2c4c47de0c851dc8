using Billing;
using Functions.Catalog;
using Functions.Documents;
using Functions.Orders;
using Functions.Security;
using Functions.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Functions.Emails;

/// <summary>Writes an e-mail when it is sent, from the rows that it refers to.</summary>
public sealed class EmailWriter(
    ClientStates states,
    InvoiceRows invoices,
    ChargedTopUps topUps,
    Tariffs tariffs,
    ServeOrders serveOrders,
    DerivedKeys keys,
    EmailTexts texts,
    IOptions<OperatorsSettings> operators,
    IServiceProvider services,
    ILoggerFactory loggers)
{
    /// <summary>The e-mail, ready to be sent; null if what it announces is no longer true.</summary>
    /// <param name="state">The client; nothing is stored for one that goes to the vendor's accountants.</param>
    /// <param name="cabinet">The cabinet, which can be newer than the state.</param>
    /// <param name="email">What it is about.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">What it refers to is not stored.</exception>
    public async Task<OutgoingEmail?> WriteAsync(
        ClientState state,
        Cabinet cabinet,
        Email email,
        CancellationToken cancellationToken)
    {
        // One that tells of another address goes to the one before.
        var change = email.Change is { } number ? await FindChangeAsync(state.Id, number, cancellationToken) : null;
        var invoice = email.Invoice is { } sequence
            ? await FindInvoiceAsync(state.Id, sequence, cancellationToken)
            : null;
        if (await ComposeAsync(state, cabinet, email, change, invoice, cancellationToken) is not { } content)
        {
            return null;
        }

        var contact = (change?.Old ?? state.Client?.Requisites)?.Contact;
        var to = contact?.Email ?? operators.Value.Email;
        return new OutgoingEmail(to, content.Subject, content.ToText(), await ToHtmlAsync(content))
        {
            CopyTo = IsForAccountant(email) ? CopyOf(contact!) : null,
            File = invoice is not null && Brings(email.Kind, invoice) ? FileOf(invoice) : null,
        };
    }

    private static string? CopyOf(Contact contact) =>
        contact.Email.Equals(contact.AccountantEmail, StringComparison.OrdinalIgnoreCase)
            ? null
            : contact.AccountantEmail;

    /// <summary>Whether it is about money between the client and the vendor; never one with a secret.</summary>
    private static bool IsForAccountant(Email email) => email.Kind switch
    {
        EmailKind.Invoice or EmailKind.MoneyArrived or EmailKind.Corrected or EmailKind.MoneyReturned => true,
        EmailKind.SubscriptionsEnd => email.Invoice is not null,
        EmailKind.Credentials or EmailKind.PasswordReset or EmailKind.PaymentReceipt or EmailKind.SubscriptionsEnded
            or EmailKind.PasswordChanged or EmailKind.PasswordRestored or EmailKind.AddressChanged
            or EmailKind.SubscriptionChanged or EmailKind.OrderClosed or EmailKind.BankMismatch => false,
    };

    /// <summary>Whether the e-mail brings the invoice. A reminder does as long as money is missing for it.</summary>
    private static bool Brings(EmailKind kind, Invoice invoice) =>
        kind == EmailKind.Invoice || (kind == EmailKind.SubscriptionsEnd && invoice.IsOpen);

    private static OutgoingFile FileOf(Invoice invoice) =>
        new($"schet-{invoice.Number}.pdf", "application/pdf", InvoicePdf.Render(invoice));

    private async Task<EmailContent?> ComposeAsync(
        ClientState state,
        Cabinet cabinet,
        Email email,
        ClientChange? change,
        Invoice? invoice,
        CancellationToken cancellationToken)
    {
        var entry = email.Entry is { } number ? await FindAsync(state.Id, number, cancellationToken) : null;
        var (client, account) = (state.Client!, state.Account!);
        return email.Kind switch
        {
            // The secret is gone once the mail service took the e-mail: refused after that, it needs a new one.
            EmailKind.Credentials when email.EncryptedSecret is { } secret =>
                texts.Credentials(client, account, cabinet, keys.Decrypt(secret, state.Id)),
            EmailKind.PasswordReset when email.EncryptedSecret is { } secret =>
                texts.PasswordReset(cabinet, keys.Decrypt(secret, state.Id)),
            EmailKind.Credentials or EmailKind.PasswordReset => null,
            EmailKind.MoneyArrived => texts.MoneyArrived(
                account,
                entry!,
                (TopUpDetails)entry!.Details,
                WaitingOrder(state)),
            EmailKind.OrderClosed => texts.OrderClosed(account, invoice!),
            EmailKind.PaymentReceipt => texts.PaymentReceipt(
                account,
                entry!,
                entry!.Number <= ChargedTopUps.MaxEntries
                    ? await topUps.OfAsync(state.Id, entry.Number, cancellationToken)
                    : []),
            EmailKind.SubscriptionChanged when entry!.Details is TariffChangeDetails details =>
                texts.TariffChanged(account, entry, details),
            EmailKind.SubscriptionChanged => texts.NumberRemoved(account, entry!, (RemovalDetails)entry!.Details),
            EmailKind.SubscriptionsEnd => Remind(
                state,
                email.Day!.Value,
                invoice is { IsOpen: true } ? invoice : null),
            EmailKind.SubscriptionsEnded => Expiry(state, email.Day!.Value),
            EmailKind.PasswordChanged => texts.PasswordChanged(cabinet, email.CreatedAt),
            EmailKind.PasswordRestored => texts.PasswordRestored(cabinet, email.CreatedAt),
            EmailKind.AddressChanged => texts.AddressChanged(change!),
            EmailKind.Invoice => texts.Invoice(invoice!),
            EmailKind.Corrected => texts.Corrected(account, entry!, (CorrectionDetails)entry!.Details),
            EmailKind.MoneyReturned => texts.MoneyReturned(account, entry!, (ReturnDetails)entry!.Details),

            // Whoever took the address out of the settings wants none any more.
            EmailKind.BankMismatch => operators.Value.Email.Length > 0
                ? texts.BankMismatch(email.Day, email.Problems!, new(operators.Value.Url))
                : null,
        };
    }

    /// <summary>The order that is served next, and what is missing for it; null if there is none.</summary>
    private (InvoiceNumber Invoice, Money Missing)? WaitingOrder(ClientState state) =>
        state is { Account: { } account, Orders: [var order, ..] }
        && serveOrders.Preview(state, order, moneyOn: null) is OrderDecision.InsufficientFunds refusal
            ? (new(account.Number, order.Invoice), refusal.Missing)
            : null;

    private EmailContent? Remind(ClientState state, DateOnly day, Invoice? invoice)
    {
        var reminder = Reminder.For(
            state.Account!,
            Ending(state, day, SubscriptionStatus.Paid),
            tariffs.Find,
            day);
        return reminder switch
        {
            { IsEmpty: true } => null,
            { ToPay: [], Withdrawn: [] } => texts.Renews(state.Account!, reminder, day),
            _ => texts.SubscriptionsEnd(state.Account!, reminder, invoice, day),
        };
    }

    private EmailContent? Expiry(ClientState state, DateOnly day)
    {
        var phones = Ending(state, day, SubscriptionStatus.Expired).Select(subscription => subscription.Phone);
        return phones.ToArray() is { Length: > 0 } ended
            ? texts.SubscriptionsEnded(state.Account!, ended, day)
            : null;
    }

    // Whoever took a number off the list knows that it ends.
    private static IEnumerable<Subscription> Ending(ClientState state, DateOnly day, SubscriptionStatus status) =>
        state.Subscriptions.Values.Where(subscription =>
            subscription.PaidThrough == day && subscription.Status == status && subscription.RemovedAt is null);

    private async Task<Entry> FindAsync(string clientId, long number, CancellationToken cancellationToken) =>
        await states.FindEntryAsync(clientId, number, cancellationToken)
        ?? throw new InvalidOperationException($"Entry {number}, which an e-mail announces, is not stored.");

    private async Task<Invoice> FindInvoiceAsync(string clientId, long number, CancellationToken cancellationToken) =>
        (await invoices.FindAsync(clientId, number, cancellationToken))?.Value
        ?? throw new InvalidOperationException($"Invoice {number}, which an e-mail brings, is not stored.");

    private async Task<ClientChange> FindChangeAsync(
        string clientId,
        int number,
        CancellationToken cancellationToken) =>
        await states.FindChangeAsync(clientId, number, cancellationToken)
        ?? throw new InvalidOperationException($"Change {number}, which an e-mail tells of, is not stored.");

    private async Task<string> ToHtmlAsync(EmailContent content)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(EmailView.Content)] = content };
            var view = await renderer.RenderComponentAsync<EmailView>(ParameterView.FromDictionary(parameters));
            return view.ToHtmlString();
        });
    }
}
