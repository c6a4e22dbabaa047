using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CodeFirst.Bench.Peers;

/// <summary>The JSON of minimal APIs that are written by hand: names as the contract has them.</summary>
internal static class PeerJson
{
    public static WebApplicationBuilder AddJson(this WebApplicationBuilder builder, IJsonTypeInfoResolver types)
    {
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, types);
        });

        return builder;
    }
}
