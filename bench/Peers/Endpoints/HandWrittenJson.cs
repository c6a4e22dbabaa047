using System.Text.Json.Serialization;
using CodeFirst.Contracts;

namespace CodeFirst.Bench.Endpoints;

/// <summary>The serializer that System.Text.Json generates at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(ListUsersResponse))]
[JsonSerializable(typeof(HandWrittenUser))]
internal sealed partial class HandWrittenJson : JsonSerializerContext;
