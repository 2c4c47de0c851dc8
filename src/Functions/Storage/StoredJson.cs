using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billing;

namespace Functions.Storage;

/// <summary>
/// Every record that is stored as a row. A property is a column: texts, numbers (Int64) and flags as they are, money
/// as kopecks, days and instants as ISO text, enum members by their code, nested records as JSON text.
/// </summary>
/// <remarks>What is stored is read by every later version: tests pin every code and every column.</remarks>
[JsonSourceGenerationOptions(
    Converters = [typeof(KopecksConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Client))]
[JsonSerializable(typeof(ClientChange))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Cabinet))]
[JsonSerializable(typeof(LogIns))]
[JsonSerializable(typeof(Subscription))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Entry))]
[JsonSerializable(typeof(Invoice))]
[JsonSerializable(typeof(EventRecord))]
[JsonSerializable(typeof(Email))]
[JsonSerializable(typeof(ClientLookup))]
[JsonSerializable(typeof(ExpiryRecord))]
[JsonSerializable(typeof(ChangedAccount))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(CheckedSlice))]
[JsonSerializable(typeof(MailPause))]
[JsonSerializable(typeof(DailyCount))]
[JsonSerializable(typeof(StatementUpload))]
[JsonSerializable(typeof(ListedLine))]
[JsonSerializable(typeof(BankDay))]
[JsonSerializable(typeof(Movement))]
[JsonSerializable(typeof(SuspenseItem))]
[JsonSerializable(typeof(ReturnItem))]
[JsonSerializable(typeof(Claim))]
[JsonSerializable(typeof(AwaitedInvoice))]
[JsonSerializable(typeof(RegisterLine))]
[JsonSerializable(typeof(BookedTotals))]
[JsonSerializable(typeof(MovementSums))]
[JsonSerializable(typeof(FeedEvent))]
[JsonSerializable(typeof(FeedEnd))]
[JsonSerializable(typeof(ToldEvent))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(FailureRecord))]
[JsonSerializable(typeof(FailureReport))]
[JsonSerializable(typeof(ClosedFailure))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    /// <summary>
    /// The context to use: Russian letters stay one character each, since a text column holds 32 Ki of them.
    /// </summary>
    public static StoredJson CreateCompact() => new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    // Int64 kopecks: Table Storage writes a decimal without an error and reads it back as 0.
    private sealed class KopecksConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Kopecks);
    }
}
