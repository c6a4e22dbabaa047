using CodeFirst.Proto;

namespace CodeFirst.Bench.HandGateway;

/// <summary>A page of users as JSON has it.</summary>
internal sealed record GatewayPage(GatewayUser[] Users, string NextPageToken, int TotalCount)
{
    public static GatewayPage Of(ListUsersResponse page) =>
        new([.. page.Users.Select(GatewayUser.Of)], page.NextPageToken, page.TotalCount);
}
