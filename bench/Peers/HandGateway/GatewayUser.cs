using CodeFirst.Proto;

namespace CodeFirst.Bench.HandGateway;

/// <summary>A user as JSON has it.</summary>
internal sealed record GatewayUser(string Id, string Name, string Email, string Role, string CreatedAt, string UpdatedAt, string Etag)
{
    public static GatewayUser Of(User user) =>
        new(user.Id, user.Name, user.Email, user.Role, user.CreatedAt, user.UpdatedAt, user.Etag);
}
