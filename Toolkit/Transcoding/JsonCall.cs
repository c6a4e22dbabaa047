namespace CodeFirst.Transcoding;

/// <summary>One call of a <see cref="JsonMethod"/>.</summary>
public sealed class JsonCall
{
    /// <summary>
    /// Gets the request of the method as JSON in UTF-8. If the method takes a stream: its messages, one on each line (JSON lines).
    /// </summary>
    public required ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>
    /// Gets the request that the call is made for. Its headers, caller and connection are those of the call, as if it had called the
    /// method itself. Null (the default): the call has none.
    /// </summary>
    public HttpContext? Caller { get; init; }

    /// <summary>
    /// Gets how long the call may take, a second or the like; then it fails with DEADLINE_EXCEEDED. Null (the default): as long as
    /// <see cref="TranscodingOptions.Deadline"/> and the service let it.
    /// </summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>
    /// Gets what takes the messages of a method that answers with a stream, each as JSON in UTF-8, as they come. The bytes are valid until
    /// it returns. False ends the call, which is no error. Needed for such methods, and ignored for others.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, ValueTask<bool>>? OnMessage { get; init; }
}
