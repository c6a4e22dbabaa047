using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>A user.</summary>
[DataContract(Name = "User")]
public sealed record User
{
    /// <summary>Unique, assigned by the server, and never reused. Ids sort by creation time, to the millisecond.</summary>
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; init; } = "";

    /// <summary>The name to show, 1 to 200 characters.</summary>
    [DataMember(Name = "name", Order = 2)]
    public string Name { get; init; } = "";

    /// <summary>The e-mail address. No two users have the same one, ignoring case.</summary>
    [DataMember(Name = "email", Order = 3)]
    public string Email { get; init; } = "";

    /// <summary>What the user does. May be empty.</summary>
    [DataMember(Name = "role", Order = 4)]
    public string Role { get; init; } = "";

    /// <summary>When the user was created: RFC 3339, UTC, such as 2026-11-22T18:24:16.250Z.</summary>
    [DataMember(Name = "created_at", Order = 5)]
    public string CreatedAt { get; init; } = "";

    /// <summary>When the user was last changed: RFC 3339, UTC.</summary>
    [DataMember(Name = "updated_at", Order = 6)]
    public string UpdatedAt { get; init; } = "";

    /// <summary>Changes whenever the user changes. Send it with UpdateUser or DeleteUser to change only what you have read.</summary>
    [DataMember(Name = "etag", Order = 7)]
    public string ETag { get; init; } = "";
}
