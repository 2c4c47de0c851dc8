using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Billing;

namespace Functions.Http;

/// <summary>Every body that the API takes or gives.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ClientForm))]
[JsonSerializable(typeof(RequisitesForm))]
[JsonSerializable(typeof(ConnectionForm))]
[JsonSerializable(typeof(PhoneForm))]
[JsonSerializable(typeof(TermsForm))]
[JsonSerializable(typeof(TariffForm))]
[JsonSerializable(typeof(QuoteForm))]
[JsonSerializable(typeof(PaymentForm))]
[JsonSerializable(typeof(TariffChangeForm))]
[JsonSerializable(typeof(RemovalForm))]
[JsonSerializable(typeof(OrderForm))]
[JsonSerializable(typeof(RenewalForm))]
[JsonSerializable(typeof(PhonesForm))]
[JsonSerializable(typeof(TopUpForm))]
[JsonSerializable(typeof(EntryForm))]
[JsonSerializable(typeof(InvoiceForm))]
[JsonSerializable(typeof(AssignmentForm))]
[JsonSerializable(typeof(SuspenseForm))]
[JsonSerializable(typeof(BounceForm))]
[JsonSerializable(typeof(RetryForm))]
[JsonSerializable(typeof(ClaimForm))]
[JsonSerializable(typeof(LoginForm))]
[JsonSerializable(typeof(NewPasswordForm))]
[JsonSerializable(typeof(ResetForm))]
[JsonSerializable(typeof(ResetTokenForm))]
[JsonSerializable(typeof(ResetConfirmationForm))]
[JsonSerializable(typeof(ClientStatusBody))]
[JsonSerializable(typeof(ClientBody))]
[JsonSerializable(typeof(ClientsBody))]
[JsonSerializable(typeof(TariffsBody))]
[JsonSerializable(typeof(ConnectionsBody))]
[JsonSerializable(typeof(QuoteBody))]
[JsonSerializable(typeof(QuoteBody[]))]
[JsonSerializable(typeof(TermsBody))]
[JsonSerializable(typeof(PaymentBody))]
[JsonSerializable(typeof(PaymentsBody))]
[JsonSerializable(typeof(TariffChangeBody))]
[JsonSerializable(typeof(RemovalBody))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(RenewalsBody))]
[JsonSerializable(typeof(TopUpBody))]
[JsonSerializable(typeof(SuspendedTopUpBody))]
[JsonSerializable(typeof(StatementBody))]
[JsonSerializable(typeof(StatementsBody))]
[JsonSerializable(typeof(MovementBody))]
[JsonSerializable(typeof(MovementsBody))]
[JsonSerializable(typeof(ClaimsBody))]
[JsonSerializable(typeof(TodayBody))]
[JsonSerializable(typeof(DeskClientsBody))]
[JsonSerializable(typeof(DeskClientBody))]
[JsonSerializable(typeof(LettersBody))]
[JsonSerializable(typeof(ReconciliationBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(ResetLinkBody))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(InvoiceBody))]
[JsonSerializable(typeof(InvoicesBody))]
[JsonSerializable(typeof(EntriesBody))]
[JsonSerializable(typeof(ChargedTopUpsBody))]
[JsonSerializable(typeof(TurnoverBody))]
[JsonSerializable(typeof(CabinetConnectionsBody))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(FeedBody))]
[JsonSerializable(typeof(DeliveriesBody))]
[JsonSerializable(typeof(EmptyBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(FailuresBody))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The same, with Russian letters left as they are: the bodies are never part of a page.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
