using System.Text.Json.Serialization;

namespace CodeFirst.Bench.HandGateway;

/// <summary>The serializer that System.Text.Json generates at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GatewayUser))]
[JsonSerializable(typeof(GatewayPage))]
internal sealed partial class GatewayJson : JsonSerializerContext;
