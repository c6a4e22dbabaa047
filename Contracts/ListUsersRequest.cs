using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks for one page of users.</summary>
[DataContract(Name = "ListUsersRequest")]
public sealed record ListUsersRequest
{
    /// <summary>
    /// The maximum number of users in the page. 0 means 50, and more than 1000 means 1000. A negative number is INVALID_ARGUMENT.
    /// </summary>
    [DataMember(Name = "page_size", Order = 1)]
    public int PageSize { get; init; }

    /// <summary>
    /// The next_page_token of the previous page, or empty for the first page. It is valid only with the same filter.
    /// </summary>
    [DataMember(Name = "page_token", Order = 2)]
    public string PageToken { get; init; } = "";

    /// <summary>
    /// Which users to list, as an AIP-160 filter, such as: role = "admin" AND created_at >= "2026-01-01T00:00:00Z".
    /// Fields: id, name, email, role, created_at, updated_at. A bare word matches the name or the e-mail address. Empty means all users.
    /// </summary>
    [DataMember(Name = "filter", Order = 3)]
    public string Filter { get; init; } = "";
}
