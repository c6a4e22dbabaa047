namespace CodeFirst.Server.Users;

/// <summary>Why a page token is refused.</summary>
internal enum PageTokenFailure
{
    /// <summary>It is not refused.</summary>
    None,

    /// <summary>This server, with this key, did not make it: malformed, altered, or of another version.</summary>
    Malformed,

    /// <summary>It is genuine but continues a list with another filter.</summary>
    OtherFilter,
}
