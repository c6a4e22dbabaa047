namespace CodeFirst.Bench.Rest;

/// <summary>A page of users as JSON has it.</summary>
internal sealed record RestPage(RestUser[] Users, string NextPageToken, int TotalCount)
{
    public static RestPage First(RestUser[] users, int size) =>
        new(users[..Math.Min(size, users.Length)], size < users.Length ? users[size - 1].Id : "", users.Length);
}
