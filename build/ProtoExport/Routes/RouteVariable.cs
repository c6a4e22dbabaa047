namespace CodeFirst.ProtoExport.Routes;

/// <summary>A part of a path that is the value of a field.</summary>
/// <param name="FieldPath">The field, with dots between the names of nested ones.</param>
/// <param name="Pattern">What it matches: <c>*</c>, <c>shelves/*</c>.</param>
internal sealed record RouteVariable(string FieldPath, string Pattern);
