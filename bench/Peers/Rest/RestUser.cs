using CodeFirst.Bench.Peers;

namespace CodeFirst.Bench.Rest;

/// <summary>A user as JSON has it.</summary>
internal sealed record RestUser(string Id, string Name, string Email, string Role, string CreatedAt, string UpdatedAt, string Etag)
{
    public static RestUser Sample(int i) => new(
        SampleData.UserId(i),
        SampleData.Name(i),
        SampleData.Email(i),
        SampleData.Role(i),
        SampleData.Text(SampleData.CreatedAt(i)),
        SampleData.Text(SampleData.CreatedAt(i)),
        "\"1\"");
}
