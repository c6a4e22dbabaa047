namespace CodeFirst.Mcp;

/// <summary>
/// Which methods are tools, and how much a call may take and answer. Set in <c>builder.AddMcpTools(options => …)</c>; the same for all
/// that is mapped.
/// </summary>
public sealed class McpToolsOptions
{
    /// <summary>
    /// Gets the methods that are tools: <c>shop.Orders/Place</c>, or <c>shop.Orders</c> for all methods of a service. Default: none, and
    /// then the tools are the methods that the contract marks with <c>[Tool]</c>. Otherwise it is these alone, marked or not. A name that
    /// no method has ends the start.
    /// </summary>
    public IList<string> Methods { get; } = [];

    /// <summary>
    /// Gets or sets what the server tells a model about its tools as a whole. Default: null, the comments of the services.
    /// </summary>
    public string? Instructions { get; set; }

    /// <summary>
    /// Gets or sets how many results a page may have, for methods with <c>page_size</c> and <c>page_token</c> (AIP-158). A larger
    /// <c>page_size</c>, or none, becomes this one. Default: 50.
    /// </summary>
    public int MaxPageSize { get; set; } = 50;

    /// <summary>
    /// Gets or sets how many messages of a stream one call answers. The answer then says how to go on. Default: 100.
    /// </summary>
    public int MaxMessages { get; set; } = 100;

    /// <summary>
    /// Gets or sets how many bytes of JSON one call answers. A stream ends before the message that would be too much, a page becomes
    /// smaller, and any other answer is an error. Default: 65536, about what a model reads at once.
    /// </summary>
    public int MaxAnswerBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// Gets or sets how long a call collects the messages of a stream; it then answers with those that came. Default: 20 seconds.
    /// </summary>
    public TimeSpan MaxStreamTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets or sets how long a call may take that answers with one message; then it fails with DEADLINE_EXCEEDED. Default: 30 seconds.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many bytes a request of a client may have; more is answered with 413. Default: 4 MiB.</summary>
    public int MaxRequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Gets or sets how many requests a caller may send in a minute; more are answered with 429. A caller is the authenticated user, or
    /// else the address that a request comes from. Default: 600.
    /// </summary>
    public int MaxRequestsPerMinute { get; set; } = 600;

    /// <summary>
    /// Gets or sets how many requests of a caller may run at the same time; more are answered with 429. Default: 16.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 16;

    /// <summary>
    /// Gets the origins of web pages that may call, such as <c>https://chat.example.com</c>. Default: none. Requests without the header
    /// <c>Origin</c> do not come from a page. On this machine, pages of this machine may call too. Others are answered with 403.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>
    /// Gets the hosts that a request over a loopback connection may be for, besides <c>localhost</c> and loopback addresses. Name the
    /// public host here if a proxy on the same machine forwards requests. Default: none; others are answered with 403, because a page
    /// could have pointed its own name to this machine (DNS rebinding).
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];
}
