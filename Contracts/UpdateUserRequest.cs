using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks to change a user. Only the fields that are present change.</summary>
[DataContract(Name = "UpdateUserRequest")]
public sealed record UpdateUserRequest
{
    /// <summary>The id of the user.</summary>
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; init; } = "";

    /// <summary>The new name, 1 to 200 characters, if present.</summary>
    [DataMember(Name = "name", Order = 2)]
    public string? Name { get; init; }

    /// <summary>The new e-mail address, if present.</summary>
    [DataMember(Name = "email", Order = 3)]
    public string? Email { get; init; }

    /// <summary>The new role, if present. Empty removes the role.</summary>
    [DataMember(Name = "role", Order = 4)]
    public string? Role { get; init; }

    /// <summary>The etag that the caller last read, or empty to change any version. ABORTED if the user has changed since then.</summary>
    [DataMember(Name = "etag", Order = 5)]
    public string ETag { get; init; } = "";
}
