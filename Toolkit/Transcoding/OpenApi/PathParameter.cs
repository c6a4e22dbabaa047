using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>A part of a path of the document that callers fill in.</summary>
/// <param name="Name">Its name in the path.</param>
/// <param name="Variable">The field that it is, or is a part of; null for a segment that is no field.</param>
/// <param name="Note">What the comment of the field does not say.</param>
internal sealed record PathParameter(string Name, PathVariable? Variable, string Note);
