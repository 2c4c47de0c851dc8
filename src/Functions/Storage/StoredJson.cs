using System.Text.Json.Serialization;
using Billing;

namespace Functions.Storage;

/// <summary>What is stored, and sent in queue messages, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Requisites))]
[JsonSerializable(typeof(Work))]
internal sealed partial class StoredJson : JsonSerializerContext;
