namespace CodeFirst.Server.Users.Filters;

/// <summary>How a field is compared. Order is by code point, which is also the order of the UTF-8 bytes.</summary>
internal enum UserFilterMatch
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsWith,
    EndsWith,
    Contains,
}
