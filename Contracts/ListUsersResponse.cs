using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>One page of users.</summary>
[DataContract(Name = "ListUsersResponse")]
public sealed record ListUsersResponse
{
    /// <summary>The users of this page, in the order of their ids.</summary>
    [DataMember(Name = "users", Order = 1)]
    public List<User> Users { get; init; } = [];

    /// <summary>What to send as page_token for the next page. Empty only after the last page.</summary>
    [DataMember(Name = "next_page_token", Order = 2)]
    public string NextPageToken { get; init; } = "";

    /// <summary>How many users match the filter, on all pages together.</summary>
    [DataMember(Name = "total_count", Order = 3)]
    public int TotalCount { get; init; }
}
