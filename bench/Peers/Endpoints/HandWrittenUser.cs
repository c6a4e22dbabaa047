using CodeFirst.Contracts;

namespace CodeFirst.Bench.Endpoints;

/// <summary>The body of a POST. The generated serializer would set members of the contract that the body leaves out to null.</summary>
internal sealed record HandWrittenUser(string Name, string Email, string Role)
{
    public CreateUserRequest ToRequest() => new() { Name = Name, Email = Email, Role = Role };
}
