using System.Text;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>Sends requests as they are written.</summary>
internal static class HttpClientExtensions
{
    public static Task<Answer> SendAsync(
        this HttpClient http, string verb, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }

        return Answer.OfAsync(http.SendAsync(request));
    }

    public static Task<Answer> SendBytesAsync(this HttpClient http, string verb, string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType).Should().BeTrue();
        }

        return Answer.OfAsync(http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), path) { Content = content }));
    }
}
