namespace CodeFirst.ProtoExport.Routes;

/// <summary>A route as the author wrote it.</summary>
/// <param name="Text">The HTTP method, a space, and the path.</param>
/// <param name="Body">What the body is, or null if nothing says so.</param>
/// <param name="ResponseBody">The field that is the body of the answer, or empty for the whole response.</param>
/// <param name="Status">The status of a success, 0 if nothing says so.</param>
/// <param name="Location">The path of what was created, or empty.</param>
internal sealed record DeclaredRoute(string Text, string? Body, string ResponseBody, int Status, string Location);
