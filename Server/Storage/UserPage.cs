using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage;

/// <summary>Some users in the order of their ids, whether more follow, and how many match the filter in all.</summary>
internal sealed record UserPage(List<User> Users, bool HasMore, long TotalCount)
{
    /// <summary>Makes the page of users that were asked for with one more: whether it is there tells whether another page is.</summary>
    public static UserPage Of(List<User> users, int size, long totalCount)
    {
        var hasMore = users.Count > size;
        if (hasMore)
        {
            users.RemoveAt(size);
        }

        return new UserPage(users, hasMore, totalCount);
    }
}
