using System.Buffers;
using System.Buffers.Text;
using Grpc.Core;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Knows exceptions that are about the metadata of a caller. grpc-dotnet reads it when a service first asks for it, which protobuf-net
/// does in each call, and throws what looks like a mistake of the service.
/// </summary>
internal static class MalformedMetadata
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    public static bool Is(Exception exception, ServerCallContext context) =>
        exception is ArgumentException or FormatException
        && context.GetHttpContext().Request.Headers.Any(header => IsMalformed(header.Key, header.Value));

    private static bool IsMalformed(string key, IEnumerable<string?> values) =>
        key.AsSpan().ContainsAnyExcept(Allowed)
        || (key.EndsWith("-bin", StringComparison.OrdinalIgnoreCase) && values.Any(value => !IsBase64(value ?? "")));

    // The padding may be left out, and values with commas between are several.
    private static bool IsBase64(string value) =>
        value.Split(',').All(part => Base64.IsValid(part.PadRight((part.Length + 3) / 4 * 4, '=')));
}
