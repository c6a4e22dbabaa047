namespace CodeFirst.Transcoding;

/// <summary>
/// What HTTP/JSON takes and answers. Set in <c>builder.AddTranscoding(options => …)</c>; the same for all that is mapped.
/// </summary>
public sealed class TranscodingOptions
{
    /// <summary>
    /// Gets the descriptor sets of the contracts, as ProtoExport or <c>protoc --include_imports --include_source_info -o</c> writes them.
    /// Default: none, and then those that the build embedded in the program are used.
    /// </summary>
    public IList<byte[]> DescriptorSets { get; } = [];

    /// <summary>
    /// Gets or sets whether methods without a route can be called as <c>POST /package.Service/Method</c> with a body of JSON. Default:
    /// false.
    /// </summary>
    public bool ServesMethodsWithoutRoute { get; set; }

    /// <summary>
    /// Gets or sets whether answers have the names of fields as in the <c>.proto</c> (<c>page_size</c>). Default: false, they have those of
    /// the JSON mapping (<c>pageSize</c>). Requests may have either.
    /// </summary>
    public bool WritesProtoNames { get; set; }

    /// <summary>Gets or sets whether answers have fields that are empty, zero or false. Default: false.</summary>
    public bool WritesEmptyFields { get; set; }

    /// <summary>Gets or sets whether answers have the numbers of enum values instead of their names. Default: false.</summary>
    public bool WritesEnumsAsNumbers { get; set; }

    /// <summary>
    /// Gets or sets whether answers have numbers of 64 bits as JSON numbers, which JavaScript rounds. Default: false, as JSON strings.
    /// </summary>
    public bool WritesInt64AsNumbers { get; set; }

    /// <summary>
    /// Gets or sets whether <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> in texts are escaped, so that JSON in a page cannot end a script.
    /// Default: true.
    /// </summary>
    public bool EscapesHtml { get; set; } = true;

    /// <summary>
    /// Gets or sets whether fields with the names of Google's API guidelines are headers too. Default: true. <c>etag</c> of a response is
    /// <c>ETag</c>, and <c>If-None-Match</c> is answered with 304; <c>etag</c> of a request is <c>If-Match</c> (AIP-154);
    /// <see cref="IdempotencyFields"/> are <c>Idempotency-Key</c> (AIP-155); <c>next_page_token</c> of a response to a GET whose request
    /// has <c>page_token</c> is <c>Link: …; rel="next"</c> (AIP-158).
    /// </summary>
    public bool UsesConventions { get; set; } = true;

    /// <summary>
    /// Gets the fields of a request with a body that the header <c>Idempotency-Key</c> brings. Default: <c>request_id</c>. Ignored without
    /// <see cref="UsesConventions"/>.
    /// </summary>
    public IList<string> IdempotencyFields { get; } = ["request_id"];

    /// <summary>
    /// Gets the request headers that reach the method as metadata; no other does. Default: <c>authorization</c>, <c>accept-language</c>,
    /// <c>x-request-id</c>, <c>traceparent</c>, <c>tracestate</c>. Names that gRPC or HTTP/2 keep for themselves are refused. Middleware
    /// of the application sees every header.
    /// </summary>
    public IList<string> RequestHeaders { get; } = ["authorization", "accept-language", "x-request-id", "traceparent", "tracestate"];

    /// <summary>
    /// Gets the response metadata and trailers of methods that become headers of the HTTP answer; no other does. Default: none. Those of
    /// streams only if they are sent before the first message.
    /// </summary>
    public IList<string> ResponseHeaders { get; } = [];

    /// <summary>
    /// Gets or sets how many bytes a body, or a line of a stream, may have after it is decompressed; more is answered with 413. Default:
    /// 4 MiB, which is what gRPC takes.
    /// </summary>
    public int MaxRequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Gets or sets from how many bytes on an answer of one message is compressed with gzip, for callers that accept it. Default: null,
    /// never:
    /// in front of a service use ASP.NET Core's response compression. Do not compress secrets beside text that callers choose (BREACH).
    /// </summary>
    public int? CompressFromBytes { get; set; }

    /// <summary>
    /// Gets or sets how long a call may take that answers with one message; then the answer is 504. A caller shortens it with the header
    /// <c>grpc-timeout</c>, such as <c>100m</c> for 100 milliseconds. Default: null, as long as the service lets it.
    /// </summary>
    public TimeSpan? Deadline { get; set; }

    /// <summary>
    /// Gets or sets how often a stream of server-sent events without events sends a comment, so that no proxy takes it for dead. Default:
    /// 15 seconds.
    /// </summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Gets or sets whether a stream of <c>MapTranscoding(channel)</c> starts only after the response headers (initial metadata) of the
    /// call. Set it for services that send them as soon as they accept a call: callers then get the HTTP status of every call that is not
    /// accepted, however long that takes. Default: false. A stream without messages then starts after half a second with 200, and a later
    /// error is its last row.
    /// </summary>
    public bool WaitsForResponseHeaders { get; set; }

    /// <summary>Gets or sets the form of errors. Default: <see cref="ErrorForm.Status"/>.</summary>
    public ErrorForm Errors { get; set; }

    /// <summary>
    /// Gets or sets the domain of errors that are not the service's own. Default: null, the package of the contract.
    /// </summary>
    public string? ErrorDomain { get; set; }

    /// <summary>
    /// Gets or sets what the service is called in errors of <c>MapTranscoding(channel)</c>: "The {ServiceName} cannot be reached." Default:
    /// <c>service</c>.
    /// </summary>
    public string ServiceName { get; set; } = "service";

    /// <summary>
    /// Gets or sets whether callers of <c>MapTranscoding(channel)</c> read the message of an error without details (google.rpc.Status).
    /// It may
    /// be that of a proxy or a connection, with addresses. Default: false, they read a general one, and the log has what came.
    /// </summary>
    public bool PassesOnPlainErrors { get; set; }
}
