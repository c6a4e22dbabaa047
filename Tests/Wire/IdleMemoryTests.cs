using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Wire;

/// <summary>Memory after load: the server gives it back when the callers have gone, also while a silent stream stays open.</summary>
internal sealed partial class IdleMemoryTests
{
    [Test]
    public async Task Memory_is_given_back_when_the_callers_have_gone()
    {
        await using var server = await WireServer.StartAsync(
            Service.Users, ("Logging__LogLevel__CodeFirst.Hosting.Start.IdleMemory", "Debug"));
        using var follower = await server.OpenAsync();
        await WireServer.WatchAsync(follower);

        await CallManyAsync(new Uri($"http://127.0.0.1:{server.Port}"));
        Match? given = null;
        await Patience.UntilAsync(
            () => (given = server.Output.Select(line => GivenBack().Match(line)).FirstOrDefault(match => match.Success)) is not null,
            () => "no memory was given back");

        Number(given!, "after").Should().BeLessThan(Number(given!, "before"));
        (await server.CallAsync()).ToString().Should().Be("NotFound", "the server goes on");
        server.LoggedErrors.Should().BeEmpty();
        await TestContext.Out.WriteLineAsync(given!.Value);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"No calls: (?<before>\d+) MB were in use, (?<after>\d+) MB are after")]
    private static partial Regex GivenBack();

    // Pages of 50 users.
    private static async Task CallManyAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 50; i++)
        {
            using var created = await http.PostAsJsonAsync(
                new Uri("/v1/users", UriKind.Relative), new { name = "Ann", email = $"{Guid.NewGuid():N}@example.com" });
            created.EnsureSuccessStatusCode();
        }

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 5_000),
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            async (_, cancellationToken) => await http.GetByteArrayAsync(new Uri("/v1/users", UriKind.Relative), cancellationToken));
    }
}
