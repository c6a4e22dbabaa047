using System.Globalization;
using System.Net;
using System.Text;

namespace CodeFirst.Bench.Load;

/// <summary>Posts JSON that differs from request to request, over HTTP/1.1. Every request must be answered with 201.</summary>
internal sealed class HttpLoad(int port, string path, Func<int, string> body)
{
    private const int AtOnce = 100;

    private readonly Uri _address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}{path}"));

    /// <summary>Makes the requests, numbered from <paramref name="first"/>, a hundred at a time.</summary>
    public async Task RunAsync(int requests, int first = 0)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Parallel.ForEachAsync(
            Enumerable.Range(first, requests),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, stop) => await PostAsync(http, body(i), stop));
    }

    private async Task PostAsync(HttpClient http, string json, CancellationToken stop)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(_address, content, stop);
        if (response.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException(
                $"{_address} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(stop)}");
        }
    }
}
