namespace CodeFirst.ProtoExport.Routes;

/// <summary>How a stream is continued.</summary>
/// <param name="Mark">The field of the response that says how far the stream has come.</param>
/// <param name="After">The field of the request that takes the last mark of the caller.</param>
internal sealed record Resumption(string Mark, string After);
