using System.Net.Http.Headers;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>Reads a stream of the gateway line by line, while it comes.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        Response = response;
        _reader = new StreamReader(stream);
    }

    public HttpResponseMessage Response { get; }

    public static async Task<EventReader> OpenAsync(HttpClient http, string path, string? accept = null, string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        }

        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience.Limit);

        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    public static Task<EventReader> OpenEventsAsync(HttpClient http, string path, string? lastEventId = null) =>
        OpenAsync(http, path, "text/event-stream", lastEventId);

    /// <summary>Returns the next line, or null at the end.</summary>
    public Task<string?> LineAsync() => _reader.ReadLineAsync().WaitAsync(Patience.Limit);

    /// <summary>Returns the next line that begins with a text.</summary>
    public async Task<string> LineAsync(string start)
    {
        while (await LineAsync() is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The stream ended before a line that begins with '{start}'.");
    }

    public async Task<List<string>> RestAsync()
    {
        var lines = new List<string>();
        while (await LineAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        Response.Dispose();

        return ValueTask.CompletedTask;
    }
}
