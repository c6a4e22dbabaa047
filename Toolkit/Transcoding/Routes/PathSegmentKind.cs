namespace CodeFirst.Transcoding.Routes;

internal enum PathSegmentKind
{
    /// <summary>The segment is as written, letter by letter.</summary>
    Literal,

    /// <summary><c>*</c>: one segment that is not empty.</summary>
    Any,

    /// <summary><c>**</c>: all that follows, also nothing.</summary>
    Rest,
}
