using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Confirms that the user is deleted.</summary>
[DataContract(Name = "DeleteUserResponse")]
public sealed record DeleteUserResponse
{
}
