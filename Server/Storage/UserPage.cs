using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage;

/// <summary>Some users in the order of their ids, whether more follow, and how many match the filter in all.</summary>
internal sealed record UserPage(List<User> Users, bool HasMore, long TotalCount);
