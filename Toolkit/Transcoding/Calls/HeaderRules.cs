using System.Collections.Frozen;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Which headers are metadata, and which metadata are headers: those of the options, and no other.</summary>
internal sealed class HeaderRules
{
    // With an activity, .NET writes these itself, naming its own span as the parent.
    private static readonly FrozenSet<string> OfTraces = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "traceparent", "tracestate");

    // Connection headers are about one hop, and the others are how gRPC sends a call.
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding",
        "upgrade", "host", "content-type", "content-length", "content-encoding");

    private readonly string[] _request;
    private readonly FrozenSet<string> _response;

    public HeaderRules(IOptions<TranscodingOptions> options)
    {
        _request = [.. options.Value.RequestHeaders.Select(name => Check(name, nameof(options.Value.RequestHeaders)))];
        _response = options.Value.ResponseHeaders
            .Select(name => Check(name, nameof(options.Value.ResponseHeaders)))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets whether any metadata of a method becomes a header.</summary>
    public bool HasResponseHeaders => _response.Count > 0;

    /// <summary>Returns the headers of a gRPC call in this process.</summary>
    public IHeaderDictionary ForMethod(IHeaderDictionary headers)
    {
        var metadata = new HeaderDictionary(_request.Length + 2) { ["Content-Type"] = "application/grpc" };
        foreach (var name in _request)
        {
            if (Find(headers, name) is { } value)
            {
                metadata[name] = value;
            }
        }

        return metadata;
    }

    /// <summary>Returns the metadata of a call to elsewhere, or null if there are none.</summary>
    public Metadata? ForChannel(IHeaderDictionary headers)
    {
        Metadata? metadata = null;
        foreach (var name in _request)
        {
            if (Find(headers, name) is { } value && (System.Diagnostics.Activity.Current is null || !OfTraces.Contains(name)))
            {
                (metadata ??= []).Add(name, value);
            }
        }

        return metadata;
    }

    /// <summary>Copies metadata of a method of this process to the answer.</summary>
    public void Copy(IHeaderDictionary? metadata, IHeaderDictionary headers)
    {
        if (_response.Count == 0 || metadata is null)
        {
            return;
        }

        foreach (var (name, values) in metadata)
        {
            if (_response.Contains(name))
            {
                headers.Append(name, values);
            }
        }
    }

    /// <summary>Copies metadata of a service elsewhere to the answer.</summary>
    public void Copy(Metadata? metadata, IHeaderDictionary headers)
    {
        if (_response.Count == 0 || metadata is null)
        {
            return;
        }

        foreach (var entry in metadata)
        {
            if (_response.Contains(entry.Key))
            {
                headers.Append(entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value);
            }
        }
    }

    // Metadata are ASCII; a header that is sent twice is ambiguous.
    private static string? Find(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out StringValues values)
        && values is [{ Length: > 0 } value]
        && !value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? value
            : null;

    private static string Check(string name, string option)
    {
        if (Reserved.Contains(name)
            || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
            || name.Length == 0
            || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            throw new InvalidOperationException(
                $"{nameof(TranscodingOptions)}.{option} has '{name}', which cannot be metadata:"
                + " HTTP or gRPC reserves it. Remove it.");
        }

        return name.ToLowerInvariant();
    }
}
