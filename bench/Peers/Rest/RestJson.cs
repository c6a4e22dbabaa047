using System.Text.Json.Serialization;

namespace CodeFirst.Bench.Rest;

/// <summary>The serializer that System.Text.Json generates at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RestUser))]
[JsonSerializable(typeof(RestPage))]
internal sealed partial class RestJson : JsonSerializerContext;
