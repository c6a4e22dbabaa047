using CsCheck;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>What a filter sees of a user, with times in Unix milliseconds.</summary>
internal sealed record FilteredUser(string Id, string Name, string Email, string Role, long CreatedAt, long UpdatedAt)
{
    public static Gen<FilteredUser> Any { get; } = Gen.Select(
        UserExpression.Word,
        UserExpression.Word,
        UserExpression.Word,
        UserExpression.Word,
        Gen.Long[-5, 5],
        Gen.Long[-5, 5],
        (id, name, email, role, createdAt, updatedAt) => new FilteredUser(id, name, email, role, createdAt, updatedAt));
}
