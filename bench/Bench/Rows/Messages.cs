using CodeFirst.Bench.Peers;
using CodeFirst.Proto;
using Google.Protobuf;

namespace CodeFirst.Bench.Rows;

/// <summary>Requests as bytes, made before anything is measured.</summary>
internal static class Messages
{
    public static ReadOnlyMemory<byte> GetUser(int i) => new GetUserRequest { Id = SampleData.UserId(i) }.ToByteArray();

    /// <summary>Requests of users at random, the same on each run. There are as many as users, up to 200,000.</summary>
    public static Func<int, ReadOnlyMemory<byte>> GetAtRandom(int users)
    {
        var random = new Random(17);
        var requests = Enumerable.Range(0, Math.Min(Math.Max(users, 1000), 200_000))
            .Select(_ => GetUser(random.Next(users)).ToArray())
            .ToArray();

        return i => requests[i % requests.Length];
    }

    public static ReadOnlyMemory<byte> ListUsers(int size, string filter = "", string token = "") =>
        new ListUsersRequest { PageSize = size, Filter = filter, PageToken = token }.ToByteArray();

    /// <summary>Requests of new users, each with an address that no request has had.</summary>
    public static Func<int, ReadOnlyMemory<byte>> CreateUsers()
    {
        var run = Guid.NewGuid().ToString("N");

        return i => new CreateUserRequest { Name = SampleData.Name(i), Email = $"{run}.{i}@example.com", Role = SampleData.Role(i) }
            .ToByteArray();
    }

    /// <summary>The same as JSON.</summary>
    public static Func<int, string> CreateUsersAsJson()
    {
        var run = Guid.NewGuid().ToString("N");

        return i => $$"""{"name":"{{SampleData.Name(i)}}","email":"{{run}}.{{i}}@example.com","role":"{{SampleData.Role(i)}}"}""";
    }

    public static ReadOnlyMemory<byte> Activity(bool follow, long after = 0) =>
        new StreamActivityRequest { UserId = SampleData.UserId(0), Follow = follow, AfterSequence = after }.ToByteArray();

    public static ReadOnlyMemory<byte> Record(string description) =>
        new RecordActivityRequest { UserId = SampleData.UserId(0), EventType = "page.viewed", Description = description }.ToByteArray();
}
