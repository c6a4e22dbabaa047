namespace CodeFirst.Hosting;

/// <summary>What came of the token of a request.</summary>
public enum TokenVerdict
{
    /// <summary>Missing, or wrong in any way.</summary>
    Bad,

    /// <summary>Good: the caller is known.</summary>
    Good,

    /// <summary>Good, but of a caller who is not on the list.</summary>
    Forbidden,

    /// <summary>Not known, because the issuer's keys cannot be read.</summary>
    Unknown,
}
