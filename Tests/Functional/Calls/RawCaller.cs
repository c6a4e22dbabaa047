using System.Net;

namespace CodeFirst.Tests.Functional.Calls;

/// <summary>Sends requests that no gRPC client would send, over HTTP/2 with prior knowledge.</summary>
internal sealed class RawCaller(Uri address) : IDisposable
{
    /// <summary>A gRPC frame with a message that has no fields.</summary>
    public static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    private readonly HttpClient _http = new();

    public async Task<RawAnswer> SendAsync(
        string path,
        string method = "POST",
        string? contentType = "application/grpc",
        Dictionary<string, string>? headers = null,
        HttpContent? content = null,
        Version? version = null)
    {
        content ??= new ByteArrayContent(EmptyMessage);
        content.Headers.ContentType = null;
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("content-type", contentType);
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), Exactly(path))
        {
            Version = version ?? HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        // With the status in the headers there is no body, and when a deadline has passed the server then resets the stream.
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var body = response.Headers.Contains("grpc-status") ? [] : await response.Content.ReadAsByteArrayAsync();
        return new RawAnswer(response.StatusCode, response.Headers, response.TrailingHeaders, body);
    }

    public void Dispose() => _http.Dispose();

    // HttpClient tidies paths up, and untidy ones are the point.
    private Uri Exactly(string path) =>
        new(
            $"{address.GetLeftPart(UriPartial.Authority)}{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
