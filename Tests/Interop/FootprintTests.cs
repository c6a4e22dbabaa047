using System.Diagnostics;
using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>How soon the native server answers, and how little memory it needs.</summary>
public sealed class FootprintTests
{
    private const int Starts = 7;

    // The aim is 150 ms; a quiet machine takes half of that. What runs beside the tests can take most of the processor, so the best
    // start counts, and the limit is generous.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(500);

    [Test]
    public async Task The_first_GetUser_is_answered_soon_after_the_process_starts()
    {
        using var folder = new DatabaseFolder();
        var id = await CreateUserAsync(folder);

        var times = new List<TimeSpan>();
        for (var i = 0; i < Starts; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var server = await NativeServer.StartAsync(folder.DatabasePath);
            await GetUserAsync(server, id);
            times.Add(watch.Elapsed);
            await server.StopAsync(Patience.Limit);
        }

        times.Sort();
        var median = times[Starts / 2];
        await TestContext.Out.WriteLineAsync(
            $"From start to the first answer: median {median.TotalMilliseconds:0} ms, best {times[0].TotalMilliseconds:0} ms of {Starts}.");
        times[0].Should().BeLessThan(AnswerLimit);
    }

    [Test]
    public async Task The_server_idles_under_60_MB()
    {
        using var folder = new DatabaseFolder();
        var id = await CreateUserAsync(folder);
        await using var server = await NativeServer.StartAsync(folder.DatabasePath);
        await GetUserAsync(server, id);

        var resident = await server.ResidentBytesAsync();

        await TestContext.Out.WriteLineAsync($"Resident when idle: {resident / 1e6:0.0} MB.");
        resident.Should().BeLessThan(60_000_000);
    }

    private static async Task<string> CreateUserAsync(DatabaseFolder folder)
    {
        await using var server = await NativeServer.StartAsync(folder.DatabasePath);
        var client = new UserService.UserServiceClient(server.Connect());
        var user = await client.CreateUserAsync(
            new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, deadline: Patience.Deadline);
        await server.StopAsync(Patience.Limit);

        return user.Id;
    }

    private static async Task GetUserAsync(ServerProcess server, string id)
    {
        var client = new UserService.UserServiceClient(server.Connect());
        var user = await client.GetUserAsync(new GetUserRequest { Id = id }, deadline: Patience.Deadline);
        user.Id.Should().Be(id);
    }
}
