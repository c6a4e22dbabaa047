using System.Text.Json.Nodes;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Tests.Unit.ProtoExport.Breaking;
using CodeFirst.Transcoding;
using Google.Protobuf;

namespace CodeFirst.Tests.Unit.Transcoding.OpenApi;

/// <summary>An OpenAPI document as JSON.</summary>
internal static class Document
{
    // protoc warns of an import that is not used.
    private static readonly (string Type, string File)[] Known =
    [
        ("FieldMask", "field_mask"), ("Int32Value", "wrappers"), ("ListValue", "struct"), ("NullValue", "struct"), ("Struct", "struct"),
        ("Timestamp", "timestamp"), ("Value", "struct"),
    ];

    /// <summary>The document of a contract in the corpus.</summary>
    public static JsonObject OfCorpus(string name, Action<TranscodingOptions>? configure = null, ReferenceOptions? reference = null) =>
        Of(ContractCase.Of(name).DescriptorSetBytes(), configure, reference);

    /// <summary>The document of a .proto text in the package shop.v1.</summary>
    public static JsonObject OfProto(string text, Action<TranscodingOptions>? configure = null, ReferenceOptions? reference = null) =>
        Of(Compiled.Files(("shop.proto", $"{Head(text)}\n{text}")).ToByteArray(), configure, reference);

    public static JsonObject Of(byte[] set, Action<TranscodingOptions>? configure = null, ReferenceOptions? reference = null)
    {
        var options = new TranscodingOptions { DescriptorSets = { set } };
        configure?.Invoke(options);

        return JsonNode.Parse(OpenApiDocuments.ToJson(options, reference))!.AsObject();
    }

    /// <summary>The operations as "get /v1/books/{id}" with their ids.</summary>
    public static IEnumerable<(string Route, string Id)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key} {path.Key}", operation.Value!["operationId"]!.GetValue<string>());

    public static IEnumerable<string> Parameters(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => $"{parameter!["in"]} {parameter["name"]}");

    private static string Head(string text)
    {
        var imports = Known.Where(known => text.Contains($"google.protobuf.{known.Type} ", StringComparison.Ordinal))
            .Select(known => $"import \"google/protobuf/{known.File}.proto\"; ");

        return $"syntax = \"proto3\"; package shop.v1; import \"google/api/annotations.proto\"; {string.Concat(imports)}";
    }
}
