namespace CodeFirst.Transcoding.Routes;

/// <summary>A part of a path that is the value of a field.</summary>
/// <param name="FieldPath">The field of the request, with dots between the names of nested ones.</param>
/// <param name="Start">The first of its segments.</param>
/// <param name="Count">How many segments of the template it has.</param>
/// <param name="IsSeveral">Whether its value may have several segments of a path: then <c>%2F</c> in it stays as it is.</param>
internal sealed record PathVariable(string FieldPath, int Start, int Count, bool IsSeveral);
