namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>Sends requests that no client of the protocol would send, or reads answers as they are sent.</summary>
internal static class ToolRequest
{
    public static async Task<HttpResponseMessage> PostAsync(
        ToolHost host, string json, string? origin = null, string? hostHeader = null, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Address)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Host = hostHeader;
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
