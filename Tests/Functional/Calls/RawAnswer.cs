using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Rpc;
using StatusCode = Grpc.Core.StatusCode;

namespace CodeFirst.Tests.Functional.Calls;

/// <summary>An answer as it came over the wire. The status is in the trailers, or in the headers if there is nothing else.</summary>
internal sealed record RawAnswer(HttpStatusCode HttpStatus, HttpResponseHeaders Headers, HttpResponseHeaders Trailers, byte[] Body)
{
    public StatusCode? Status => Find("grpc-status") is { } status ? (StatusCode)int.Parse(status, CultureInfo.InvariantCulture) : null;

    public string? Message => Find("grpc-message") is { } message ? Uri.UnescapeDataString(message) : null;

    public Google.Rpc.Status? Details => Find("grpc-status-details-bin") is { } details
        ? Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details))
        : null;

    public ErrorInfo? ErrorInfo => Details?.Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();

    public string? Find(string name) =>
        Trailers.TryGetValues(name, out var values) || Headers.TryGetValues(name, out values) ? values.Single() : null;
}
