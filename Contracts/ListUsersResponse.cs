using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>One page of users.</summary>
[DataContract(Name = "ListUsersResponse")]
public sealed record ListUsersResponse
{
    /// <summary>The users of this page, ordered by id.</summary>
    [DataMember(Name = "users", Order = 1)]
    public List<User> Users { get; init; } = [];

    /// <summary>Send this as page_token to get the next page. Empty only on the last page.</summary>
    [DataMember(Name = "next_page_token", Order = 2)]
    public string NextPageToken { get; init; } = "";

    /// <summary>The number of users that match the filter, on all pages.</summary>
    [DataMember(Name = "total_count", Order = 3)]
    public int TotalCount { get; init; }
}
