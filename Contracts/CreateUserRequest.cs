using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks for a new user.</summary>
[DataContract(Name = "CreateUserRequest")]
public sealed record CreateUserRequest
{
    /// <summary>The name to show, 1 to 200 characters.</summary>
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; init; } = "";

    /// <summary>The e-mail address, at most 254 characters. Unique, ignoring case.</summary>
    [DataMember(Name = "email", Order = 2)]
    public string Email { get; init; } = "";

    /// <summary>What the user does: at most 64 characters of a-z, 0-9, _ and -. May be empty.</summary>
    [DataMember(Name = "role", Order = 3)]
    public string Role { get; init; } = "";

    /// <summary>
    /// A UUID that the caller chooses, or empty. If a request with the same id and the same content was sent within 24 hours, this
    /// call creates nothing and returns the first response. The same id with other content is INVALID_ARGUMENT.
    /// </summary>
    [DataMember(Name = "request_id", Order = 4)]
    public string RequestId { get; init; } = "";
}
