namespace CodeFirst.Server.Users.Filters;

/// <summary>
/// The caller's filter is wrong. The message is for the caller: it says where, what is wrong and what is allowed, and repeats
/// only a little of the filter.
/// </summary>
internal sealed class UserFilterException(string message, int position) : Exception(message)
{
    /// <summary>Where in the filter, as the caller sent it: 1 is the first character (Unicode code point).</summary>
    public int Position { get; } = position;
}
