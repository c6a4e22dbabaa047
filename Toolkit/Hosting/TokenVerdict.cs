namespace CodeFirst.Hosting;

internal enum TokenVerdict
{
    /// <summary>Missing, or wrong in any way.</summary>
    Bad,

    Good,

    /// <summary>Good, but of a caller who is not on the list.</summary>
    Forbidden,

    /// <summary>Not known, because the issuer's keys cannot be read.</summary>
    Unknown,
}
