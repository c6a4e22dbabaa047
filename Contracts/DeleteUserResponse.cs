using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>The user is gone.</summary>
[DataContract(Name = "DeleteUserResponse")]
public sealed record DeleteUserResponse
{
}
