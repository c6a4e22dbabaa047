using CodeFirst.Calling;
using CodeFirst.Contracts;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProtoBuf.Grpc;

namespace CodeFirst.Client;

/// <summary>
/// A client of the user service without dependency injection. It owns the connection, so create one and keep it. It is safe for use by many
/// threads at once.
/// </summary>
public sealed class UserServiceClient : IUserService, IDisposable
{
    private readonly CodeFirstClient<IUserService> _client;
    private readonly IUserService _users;

    private UserServiceClient(CodeFirstClient<IUserService> client)
    {
        _client = client;
        _users = client.Service;
    }

    /// <summary>Creates a client.</summary>
    /// <param name="address">See <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <exception cref="OptionsValidationException">The address is invalid.</exception>
    public static UserServiceClient Create(string address) => Create(options => options.Address = address);

    /// <summary>Creates a client.</summary>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <param name="configureHandler">Configures the HTTP handler, for proxies or sockets. Null: the defaults.</param>
    /// <param name="loggerFactory">Where gRPC logs. Null: nowhere.</param>
    /// <exception cref="OptionsValidationException">An option is invalid. The message names it and the fix.</exception>
    public static UserServiceClient Create(
        Action<CodeFirstClientOptions> configure,
        Action<SocketsHttpHandler>? configureHandler = null,
        ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(configure);

        return new UserServiceClient(
            CodeFirstClient.Create<IUserService>((Action<CodeFirstClientOptions>)UserCalls.Configure + configure, configureHandler, loggerFactory));
    }

    /// <summary>
    /// Gets what makes the calls, for programs that have messages in another form: see <see cref="CodeFirstClient{TContract}.Invoker"/>.
    /// </summary>
    public CallInvoker Invoker => _client.Invoker;

    /// <inheritdoc/>
    public ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default) => _users.GetUserAsync(request, context);

    /// <inheritdoc/>
    public ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default) =>
        _users.ListUsersAsync(request, context);

    /// <inheritdoc/>
    public ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default) =>
        _users.CreateUserAsync(request, context);

    /// <inheritdoc/>
    public IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default) =>
        _users.StreamUserActivityAsync(request, context);

    /// <inheritdoc/>
    public ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default) =>
        _users.UpdateUserAsync(request, context);

    /// <inheritdoc/>
    public ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default) =>
        _users.DeleteUserAsync(request, context);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default) =>
        _users.RecordActivityAsync(requests, context);

    /// <summary>Ends the calls in flight, with CANCELLED, and closes the connections.</summary>
    public void Dispose() => _client.Dispose();
}
