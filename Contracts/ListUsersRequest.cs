using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks for one page of the users.</summary>
[DataContract(Name = "ListUsersRequest")]
public sealed record ListUsersRequest
{
    /// <summary>
    /// How many users the page holds at most. 0 means 50; more than 1000 means 1000; a negative number is INVALID_ARGUMENT.
    /// </summary>
    [DataMember(Name = "page_size", Order = 1)]
    public int PageSize { get; init; }

    /// <summary>
    /// The next_page_token of the page before, or empty for the first page. It is good only with the filter it came with.
    /// </summary>
    [DataMember(Name = "page_token", Order = 2)]
    public string PageToken { get; init; } = "";

    /// <summary>
    /// Which users to list, in the language of AIP-160, such as: role = "admin" AND created_at >= "2026-01-01T00:00:00Z".
    /// Fields: id, name, email, role, created_at, updated_at. A bare word matches name or e-mail. Empty means all users.
    /// </summary>
    [DataMember(Name = "filter", Order = 3)]
    public string Filter { get; init; } = "";
}
