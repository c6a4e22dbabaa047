using CodeFirst.Calling.Calls;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Calling;

/// <summary>
/// Options of a client: the address, the identity, deadlines and retries. Invalid options stop the start of the application.
/// </summary>
public sealed class CodeFirstClientOptions
{
    private const int MiB = 1024 * 1024;

    /// <summary>
    /// The address of the service. Required. <c>host</c>, <c>host:port</c> or <c>https://host:port</c>, and with <see cref="Insecure"/>
    /// <c>http://host:port</c>: one address. <c>dns:///host:port</c>: calls go round robin to all addresses of the host, which is
    /// resolved again as <see cref="DnsRefreshInterval"/> says. <c>static:///host:port,host:port</c>: round robin to these addresses.
    /// The port is 443 (80 without TLS) unless given; IPv6 addresses are in brackets.
    /// </summary>
    public string Address { get; set; } = "";

    /// <summary>Whether to use HTTP/2 without TLS, as between programs on a developer's machine or in a cluster. Default: false.</summary>
    public bool Insecure { get; set; }

    /// <summary>
    /// The audience of the Google ID token that is sent in <c>X-Serverless-Authorization</c>: the https URL of the Cloud Run service,
    /// or a custom audience of it that is an https URL. Default: null, which means <c>https://host</c> if the host is in
    /// <c>run.app</c>, and no token elsewhere. Never sent without TLS, except to this machine.
    /// </summary>
    public string? Audience { get; set; }

    /// <summary>Whether to send no ID token to <c>run.app</c>, for a public service. Default: false.</summary>
    public bool Anonymous { get; set; }

    /// <summary>
    /// A PEM file with the certificate of this client, for servers that require one (mTLS). <see cref="ClientKey"/> is its key. New
    /// connections use changed files. Default: null, no certificate.
    /// </summary>
    public string? ClientCertificate { get; set; }

    /// <summary>A PEM file with the private key of <see cref="ClientCertificate"/>, not encrypted. Default: null.</summary>
    public string? ClientKey { get; set; }

    /// <summary>
    /// A PEM file with the only certificate authorities to trust for the server's certificate. Default: null, those that the machine
    /// trusts.
    /// </summary>
    public string? ServerCa { get; set; }

    /// <summary>
    /// The deadline of a unary call that sets none itself, over all attempts. Streams have none. Inside a server, a call also ends with the
    /// call that the server is handling. <see cref="Timeout.InfiniteTimeSpan"/> means no deadline. Default: 10 seconds.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often to try a call that fails with UNAVAILABLE, 1 to 10, if the contract says that it is safe to retry. 1 means no retries.
    /// Default: 5. See <see cref="RepeatWhen{TRequest}"/>.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// Whether a call fails with UNAVAILABLE at once when there is no connection. Default: false. The call then waits for one until its
    /// deadline, whatever the contract says, because it was not sent. A call without a deadline then waits until it is cancelled.
    /// </summary>
    public bool FailFast { get; set; }

    /// <summary>How long to try to connect, above zero. Default: 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection without calls stays open, above zero. Default: 5 minutes. Cloud Run closes it after 10 or
    /// 20.</summary>
    public TimeSpan ConnectionIdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How often to ping a connection that has calls, at least one second. <see cref="Timeout.InfiniteTimeSpan"/> means never. Default: 60
    /// seconds.
    /// </summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait for the response to a ping, at least one second. Default: 20 seconds.</summary>
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often the host of a <c>dns:</c> address is resolved again, from 15 seconds to a day; after a lost connection it is resolved at
    /// once, but at most every 15 seconds. Default: 30 seconds.
    /// </summary>
    public TimeSpan DnsRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The size of the largest message received, in bytes, above zero. Larger messages fail with RESOURCE_EXHAUSTED. Default: 4
    /// MiB.</summary>
    public int MaxReceiveMessageSize { get; set; } = 4 * MiB;

    /// <summary>
    /// The size of the largest message sent, in bytes, above zero. Larger messages fail with RESOURCE_EXHAUSTED, and are not sent. Default:
    /// 4 MiB, the default limit of gRPC servers.
    /// </summary>
    public int MaxSendMessageSize { get; set; } = 4 * MiB;

    /// <summary>
    /// Creates the client: the class with <c>[ProtoGrpc]</c> that protobuf-net's generator completed. Default: null, which creates it at
    /// run time. Native code cannot do that. Not read from configuration.
    /// </summary>
    public ClientFactory? ClientFactory { get; set; }

    /// <summary>
    /// Returns the call that the server is handling, or null outside of one. Its deadline and cancellation also end the calls of this
    /// client. Default: null, which takes a <c>Func&lt;ServerCallContext?&gt;</c> among the services of the application, if there is
    /// one. Not read from configuration.
    /// </summary>
    public Func<ServerCallContext?>? ServerCall { get; set; }

    internal RequestRules Rules { get; } = new();

    /// <summary>
    /// Says which requests are safe to retry although the contract does not say so, such as one with a request id or an etag.
    /// </summary>
    /// <remarks>
    /// Calls of methods with <c>[NoSideEffects]</c>, <c>[Idempotent]</c> or <c>[Http("GET …")]</c> are always retried. The client finds the
    /// attributes by these names, whoever declares them.
    /// </remarks>
    /// <typeparam name="TRequest">The type of the request. The last rule for a type counts.</typeparam>
    /// <param name="condition">Returns whether the request is safe to retry.</param>
    public void RepeatWhen<TRequest>(Func<TRequest, bool> condition)
        where TRequest : class
    {
        ArgumentNullException.ThrowIfNull(condition);
        Rules.For<TRequest>().RepeatWhen = condition;
    }

    /// <summary>
    /// Completes requests before they are sent, once per call, however many attempts it takes. Use it to add an id that makes a retry safe.
    /// </summary>
    /// <typeparam name="TRequest">The type of the request. The last completion for a type counts.</typeparam>
    /// <param name="complete">Returns the request to send: the given one, or a copy. It must not change the caller's.</param>
    public void Complete<TRequest>(Func<TRequest, TRequest> complete)
        where TRequest : class
    {
        ArgumentNullException.ThrowIfNull(complete);
        Rules.For<TRequest>().Complete = complete;
    }
}
