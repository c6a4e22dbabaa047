using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks for one user.</summary>
[DataContract(Name = "GetUserRequest")]
public sealed record GetUserRequest
{
    /// <summary>The id of the user, as CreateUser returned it.</summary>
    [DataMember(Name = "id", Order = 1)]
    public string Id { get; init; } = "";
}
