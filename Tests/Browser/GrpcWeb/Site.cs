using System.Net;
using System.Net.Mime;

namespace CodeFirst.Tests.Browser.GrpcWeb;

/// <summary>Serves the page from an origin of its own. It has no service behind it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;
    private readonly Task _serving;

    public Site(string folder)
    {
        _folder = folder;
        Address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Its origin.</summary>
    public string Address { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
    {
        while (await NextAsync() is { } context)
        {
            using var response = context.Response;
            var (file, type) = context.Request.Url!.AbsolutePath switch
            {
                "/" => ("index.html", MediaTypeNames.Text.Html),
                "/main.js" => ("main.js", MediaTypeNames.Text.JavaScript),
                _ => (null, null),
            };
            if (file is null)
            {
                response.StatusCode = (int)HttpStatusCode.NotFound;
                continue;
            }

            response.ContentType = type;
            await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(_folder, file)));
        }
    }

    // Null when it is closed: then HttpListener throws.
    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            return await _listener.GetContextAsync();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException && !_listener.IsListening)
        {
            return null;
        }
    }
}
