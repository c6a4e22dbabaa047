using System.Globalization;
using System.Text.Json.Nodes;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Load;

/// <summary>Looks at an answer before it is measured: h2load sees no more of it than the status.</summary>
internal static class Answers
{
    /// <summary>Throws unless both answer with the same JSON.</summary>
    public static async Task CheckAlikeAsync(ServerProcess ours, string ourPath, ServerProcess peer, string peerPath)
    {
        // The type of the contract has no attribute that would tell System.Text.Json how it writes ETag.
        var our = await GetAsync(ours, ourPath);
        var its = (await GetAsync(peer, peerPath)).Replace("e_tag", "etag", StringComparison.Ordinal);
        if (!JsonNode.DeepEquals(JsonNode.Parse(our), JsonNode.Parse(its)))
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{ourPath} answers {our}, and {peerPath} of the peer {its}: these cannot be compared."));
        }
    }

    public static async Task<string> GetAsync(ServerProcess process, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        return await http.GetStringAsync(new Uri(process.Address + path));
    }
}
