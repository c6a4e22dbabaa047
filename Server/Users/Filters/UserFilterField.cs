namespace CodeFirst.Server.Users.Filters;

/// <summary>What a filter can compare.</summary>
internal enum UserFilterField
{
    Id,
    Name,
    Email,
    Role,
    CreatedAt,
    UpdatedAt,
}
