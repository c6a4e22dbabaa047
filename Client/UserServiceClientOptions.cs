namespace CodeFirst.Client;

/// <summary>
/// How to reach the user service, and how long and how often to try. What is wrong is refused when the application starts.
/// </summary>
public sealed class UserServiceClientOptions
{
    private const int MiB = 1024 * 1024;

    /// <summary>
    /// Where the service is: <c>host</c>, <c>host:port</c> or <c>https://host:port</c>, and with <see cref="Insecure"/> also
    /// <c>http://host:port</c>. The port is 443 (80 without TLS) unless given; an IPv6 address is in brackets. Must be set.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Whether to speak HTTP/2 without TLS, as the service does on a developer's machine. Default: false.</summary>
    public bool Insecure { get; set; }

    /// <summary>
    /// The audience of the Google ID token that is sent in <c>X-Serverless-Authorization</c>: the https URL of the Cloud Run service,
    /// or a custom audience of it that is an https URL. Default: null, which means <c>https://host</c> if the host is in
    /// <c>run.app</c>, and no token elsewhere. Never sent without TLS, except to this machine.
    /// </summary>
    public string? Audience { get; set; }

    /// <summary>Whether to send no ID token to <c>run.app</c>, for a service that lets everybody in. Default: false.</summary>
    public bool Anonymous { get; set; }

    /// <summary>
    /// How long a call may take, all attempts together, that sets no deadline itself. Streams have none. Default: 10 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/>: no limit.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a call is tried that fails with UNAVAILABLE, 1 to 10, if a repeat does no harm: reads; CreateUser, which always
    /// has a request id; UpdateUser with an etag. Default: 5; 1: no retries.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>How long opening a connection may take, above zero. Default: 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection without calls is kept, above zero. Default: 5 minutes; Cloud Run drops it after 10 or 20.</summary>
    public TimeSpan ConnectionIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How often a connection with calls is asked whether it is alive, at least one second. Default: 60 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/>: never.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the other end may take to say that it is alive, at least one second. Default: 20 seconds.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The size of the largest message received, in bytes, above zero. Default: 4 MiB. Over it: RESOURCE_EXHAUSTED.</summary>
    public int MaxReceiveMessageSize { get; set; } = 4 * MiB;

    /// <summary>
    /// The size of the largest message sent, in bytes, above zero. Default: 4 MiB, the most that the service takes. Over it:
    /// RESOURCE_EXHAUSTED, and nothing is sent.
    /// </summary>
    public int MaxSendMessageSize { get; set; } = 4 * MiB;
}
