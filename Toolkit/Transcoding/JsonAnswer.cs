using Google.Rpc;

namespace CodeFirst.Transcoding;

/// <summary>How a call of a <see cref="JsonMethod"/> ended: with a message, or with an error.</summary>
public sealed class JsonAnswer
{
    internal JsonAnswer(ReadOnlyMemory<byte> message, Status? error) => (Message, Error) = (message, error);

    /// <summary>Gets the response as JSON in UTF-8. Empty after an error, and if the method answers with a stream.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    /// <summary>
    /// Gets the error as callers may read it, with an <c>ErrorInfo</c> whose reason a program can tell apart. Null: the call was a
    /// success. After an error, messages of a stream may have come already.
    /// </summary>
    public Status? Error { get; }
}
