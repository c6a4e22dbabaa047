using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage;

/// <summary>A user as a store keeps it, with times in Unix milliseconds.</summary>
internal sealed record UserRow(string Id, string Name, string Email, string Role, long CreatedAt, long UpdatedAt, long Version)
{
    public User ToUser()
    {
        var createdAt = Timestamps.ToText(CreatedAt);

        return new User
        {
            Id = Id,
            Name = Name,
            Email = Email,
            Role = Role,
            CreatedAt = createdAt,
            UpdatedAt = UpdatedAt == CreatedAt ? createdAt : Timestamps.ToText(UpdatedAt),
            ETag = ETag.Of(Version),
        };
    }

    /// <summary>What an update makes of the user. Time does not run backwards, whatever the clock does.</summary>
    public UserRow With(UserChange change) => this with
    {
        Name = change.Name,
        Email = change.Email,
        Role = change.Role,
        UpdatedAt = Math.Max(CreatedAt, change.Updated.At.ToUnixTimeMilliseconds()),
        Version = Version + 1,
    };

    public static UserRow Of(NewUser user)
    {
        var at = user.At.ToUnixTimeMilliseconds();

        return new UserRow(user.Id, user.Name, user.Email, user.Role, at, at, 1);
    }
}
