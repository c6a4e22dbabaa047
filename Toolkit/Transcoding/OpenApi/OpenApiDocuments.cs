using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.OpenApi;
using Microsoft.OpenApi;

namespace CodeFirst.Transcoding;

/// <summary>Makes OpenAPI 3.1 documents of contracts without serving them, for programs that generate clients.</summary>
public static class OpenApiDocuments
{
    /// <summary>Returns the document of the routes of contracts as JSON, in UTF-8.</summary>
    /// <param name="options">The contracts (<see cref="TranscodingOptions.DescriptorSets"/>), and how they are served.</param>
    /// <param name="reference">What the document says besides; null: the defaults.</param>
    /// <exception cref="InvalidOperationException">A set or a route cannot be read; the message says which.</exception>
    public static byte[] ToJson(TranscodingOptions options, ReferenceOptions? reference = null) =>
        Json(Build(options, reference)).GetAwaiter().GetResult();

    /// <summary>Returns the document of the routes of contracts as YAML, in UTF-8.</summary>
    /// <param name="options">The contracts (<see cref="TranscodingOptions.DescriptorSets"/>), and how they are served.</param>
    /// <param name="reference">What the document says besides; null: the defaults.</param>
    /// <exception cref="InvalidOperationException">A set or a route cannot be read; the message says which.</exception>
    public static byte[] ToYaml(TranscodingOptions options, ReferenceOptions? reference = null) =>
        Yaml(Build(options, reference)).GetAwaiter().GetResult();

    internal static async Task<byte[]> Json(OpenApiDocument document)
    {
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1);

        return bytes.ToArray();
    }

    internal static async Task<byte[]> Yaml(OpenApiDocument document)
    {
        using var bytes = new MemoryStream();
        await document.SerializeAsYamlAsync(bytes, OpenApiSpecVersion.OpenApi3_1);

        return bytes.ToArray();
    }

    private static OpenApiDocument Build(TranscodingOptions options, ReferenceOptions? reference)
    {
        ArgumentNullException.ThrowIfNull(options);

        return DocumentBuilder.Build(ContractDescriptors.Parse(options.DescriptorSets, withComments: true), options, reference ?? new ReferenceOptions());
    }
}
