namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>How the metadata server answers.</summary>
public enum MetadataAnswer
{
    Token,
    NotFound,
    ServiceUnavailable,

    /// <summary>HTTP 500 without a body.</summary>
    Empty,

    /// <summary>OK, and a body that is no token.</summary>
    Garbage,

    /// <summary>Nothing, until the caller gives up.</summary>
    Nothing,
}
