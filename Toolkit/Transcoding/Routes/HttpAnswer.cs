namespace CodeFirst.Transcoding.Routes;

/// <summary>What the answer of a route says besides the message.</summary>
/// <param name="Status">The HTTP status of a success.</param>
/// <param name="Location">
/// The path of what was created, with fields of the response in braces, such as <c>/v1/orders/{id}</c>; or null.
/// </param>
/// <param name="Mark">The field of a streamed response that says how far the stream has come; or null.</param>
/// <param name="Resume">The field of the request that takes the last mark a caller has; or null.</param>
internal sealed record HttpAnswer(int Status = StatusCodes.Status200OK, string? Location = null, string? Mark = null, string? Resume = null)
{
    public static HttpAnswer Default { get; } = new();
}
