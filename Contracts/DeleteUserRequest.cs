using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks to delete a user.</summary>
[DataContract(Name = "DeleteUserRequest")]
public sealed record DeleteUserRequest
{
    /// <summary>The id of the user.</summary>
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; init; } = "";

    /// <summary>The etag that the caller last read, or empty to delete any version. ABORTED if the user has changed since then.</summary>
    [DataMember(Name = "etag", Order = 2)]
    public string ETag { get; init; } = "";
}
