namespace CodeFirst.ProtoExport.Routes;

/// <summary>A path in the syntax of google.api.http.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Shape">What it matches, without the names of fields: two paths of one shape match the same requests.</param>
/// <param name="Variables">The fields in it.</param>
internal sealed record RoutePath(string Text, string Shape, IReadOnlyList<RouteVariable> Variables);
