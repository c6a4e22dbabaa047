using CodeFirst.Calling.Calls;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Calling;

/// <summary>
/// Where a service is, who calls it, and how long and how often to try. Invalid options stop the start of the application.
/// </summary>
public sealed class CodeFirstClientOptions
{
    private const int MiB = 1024 * 1024;

    /// <summary>
    /// Where the service is. Must be set. <c>host</c>, <c>host:port</c> or <c>https://host:port</c>, and with <see cref="Insecure"/>
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

    /// <summary>Whether to send no ID token to <c>run.app</c>, for a service that is open to everybody. Default: false.</summary>
    public bool Anonymous { get; set; }

    /// <summary>
    /// A PEM file with the certificate of this client, for servers that ask for one (mTLS), and <see cref="ClientKey"/> with its key.
    /// Both are read again when they change, for new connections. Default: null, no certificate.
    /// </summary>
    public string? ClientCertificate { get; set; }

    /// <summary>A PEM file with the private key of <see cref="ClientCertificate"/>, not encrypted. Default: null.</summary>
    public string? ClientKey { get; set; }

    /// <summary>
    /// A PEM file with the certificate authorities that the server's certificate may come from, and no others. Default: null, those that
    /// the machine trusts.
    /// </summary>
    public string? ServerCa { get; set; }

    /// <summary>
    /// How long a unary call may take that sets no deadline itself, all attempts together. Streams have none. Inside a server a call
    /// also never outlives the call that is being answered. Default: 10 seconds; <see cref="Timeout.InfiniteTimeSpan"/>: no limit.
    /// </summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a call is sent that fails with UNAVAILABLE, 1 to 10, if the contract says that a repeat does no harm. Default: 5;
    /// 1: no retries. See <see cref="RepeatWhen{TRequest}"/>.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>
    /// Whether a call fails with UNAVAILABLE at once when there is no connection. Default: false: it waits for one until its deadline,
    /// whatever the contract says, since it was not sent. A call without a deadline then waits until it is cancelled.
    /// </summary>
    public bool FailFast { get; set; }

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

    /// <summary>
    /// How often the host of a <c>dns:</c> address is resolved again, from 15 seconds to a day; it also is, at most every 15 seconds,
    /// when a connection is lost. Default: 30 seconds.
    /// </summary>
    public TimeSpan DnsRefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The size of the largest message received, in bytes, above zero. Default: 4 MiB. Over it: RESOURCE_EXHAUSTED.</summary>
    public int MaxReceiveMessageSize { get; set; } = 4 * MiB;

    /// <summary>
    /// The size of the largest message sent, in bytes, above zero. Default: 4 MiB, the most that a gRPC server takes unless told
    /// otherwise. Over it: RESOURCE_EXHAUSTED, and nothing is sent.
    /// </summary>
    public int MaxSendMessageSize { get; set; } = 4 * MiB;

    /// <summary>
    /// Makes the client: the class with <c>[ProtoGrpc]</c> that protobuf-net's generator completed. Default: null, which makes it at run
    /// time; not possible in native code. Not read from configuration.
    /// </summary>
    public ClientFactory? ClientFactory { get; set; }

    /// <summary>
    /// Returns the server call that is being answered, or null outside of one: its deadline and its cancellation also end the calls of
    /// this client. Default: null, which takes a <c>Func&lt;ServerCallContext?&gt;</c> among the services of the application, if there is
    /// one. Not read from configuration.
    /// </summary>
    public Func<ServerCallContext?>? ServerCall { get; set; }

    internal RequestRules Rules { get; } = new();

    /// <summary>
    /// Says when a request may be repeated although the contract does not say so: one that carries an id for the purpose, or an etag.
    /// </summary>
    /// <remarks>
    /// Calls of methods with <c>[NoSideEffects]</c>, <c>[Idempotent]</c> or <c>[Http("GET …")]</c> are always repeated. The attributes
    /// are recognised by these names, whoever declares them.
    /// </remarks>
    /// <typeparam name="TRequest">The type of the request. The last rule for a type counts.</typeparam>
    /// <param name="condition">Returns whether a repeat of the request does no harm.</param>
    public void RepeatWhen<TRequest>(Func<TRequest, bool> condition)
        where TRequest : class
    {
        ArgumentNullException.ThrowIfNull(condition);
        Rules.For<TRequest>().RepeatWhen = condition;
    }

    /// <summary>
    /// Completes requests before they are sent, once for each call whatever the number of attempts: with an id that makes a repeat
    /// harmless.
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
