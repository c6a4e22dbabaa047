namespace CodeFirst.Annotations;

/// <summary>
/// Says that a stream of responses can be continued where it broke off. Over HTTP, each server-sent event then has the mark as its
/// <c>id</c>, and the <c>Last-Event-ID</c> that a browser sends when it connects again goes into the request.
/// </summary>
/// <remarks>
/// Put it on a method of the contract's interface that streams its responses. CodeFirst.ProtoExport checks it and writes it into the
/// descriptor set; CodeFirst.Transcoding serves it. gRPC callers set the field of the request themselves.
/// </remarks>
/// <param name="mark">The field of the response that says how far the stream has come, such as <c>sequence</c>.</param>
/// <param name="after">The field of the request that takes the last mark a caller has, such as <c>after_sequence</c>.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ResumableAttribute(string mark, string after) : Attribute
{
    /// <summary>Gets the field of the response that says how far the stream has come.</summary>
    public string Mark { get; } = mark;

    /// <summary>Gets the field of the request that takes the last mark a caller has.</summary>
    public string After { get; } = after;
}
