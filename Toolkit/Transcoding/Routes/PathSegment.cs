namespace CodeFirst.Transcoding.Routes;

/// <param name="Kind">What the segment matches.</param>
/// <param name="Literal">The text of a literal; empty otherwise.</param>
internal readonly record struct PathSegment(PathSegmentKind Kind, string Literal);
