using CodeFirst.Contracts;

namespace CodeFirst.Gateway.Documents;

/// <summary>What the earlier routes may answer.</summary>
internal static class SeedExample
{
    public static User User { get; } = new()
    {
        Id = "user-019aac31f2a07b6c9f3f0d2a4b8e6c10",
        Name = "Ann Lee",
        Email = "ann@example.com",
        Role = "admin",
        CreatedAt = "2026-11-22T18:24:16.250Z",
    };

    public static ListUsersResponse Page { get; } = new() { Users = [User], TotalCount = 1 };
}
