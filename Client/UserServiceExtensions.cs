using System.Runtime.CompilerServices;
using CodeFirst.Client.Activity;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Client;

/// <summary>What a caller would otherwise write around the calls of <see cref="IUserService"/>.</summary>
public static class UserServiceExtensions
{
    /// <summary>
    /// Lists all users that match, in the order of their ids, page after page. A page is fetched when its first user is asked for,
    /// never earlier, and each page is a call of its own with a deadline of its own. Users created or deleted meanwhile make no other
    /// user appear twice or be skipped.
    /// </summary>
    /// <param name="users">The service.</param>
    /// <param name="filter">As in <see cref="ListUsersRequest.Filter"/>. Default: all users.</param>
    /// <param name="pageSize">Users a page, as in <see cref="ListUsersRequest.PageSize"/>. Default: the server's choice, 50.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <returns>The users.</returns>
    /// <exception cref="RpcException">The error of the call for a page; INVALID_ARGUMENT if the filter cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IAsyncEnumerable<User> ListAllUsersAsync(
        this IUserService users, string filter = "", int pageSize = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(filter);

        return ListPagesAsync(users, new ListUsersRequest { Filter = filter, PageSize = pageSize }, cancellationToken);
    }

    /// <summary>
    /// Follows the activity of one user: everything stored after <paramref name="afterSequence"/>, and then each event as it is
    /// recorded; each once, in order, without a gap, until the token is cancelled or the caller stops enumerating.
    /// </summary>
    /// <remarks>
    /// <para>When the stream breaks (the service restarts, a connection is reset, or a platform ends it after its time limit), the client
    /// opens it again after the last event that you got. It waits up to a quarter of a second, then up to twice as long each time, at most
    /// 30 seconds, and never less than the server asks. An event, or a minute of connection, makes the next wait short again. After
    /// UNAVAILABLE, it tries without a limit. CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL and DATA_LOSS
    /// can be a broken connection or a permanent fault: it throws the tenth in a row without an event.
    /// </para>
    /// <para>To resume in another process, store the <see cref="ActivityEvent.Sequence"/> of the last event that you handled.</para>
    /// <para>A silent user looks like a silent server. HTTP/2 pings find a dead connection, and the client opens it again like any
    /// other.</para>
    /// </remarks>
    /// <param name="users">The service.</param>
    /// <param name="userId">The id of the user.</param>
    /// <param name="afterSequence">The sequence of the last event you have. Default: none.</param>
    /// <param name="cancellationToken">Ends the following. There is no deadline.</param>
    /// <returns>The events.</returns>
    /// <exception cref="RpcException">
    /// Following cannot continue: NOT_FOUND (there is no such user, or it was deleted), INVALID_ARGUMENT, UNAUTHENTICATED,
    /// PERMISSION_DENIED, UNIMPLEMENTED; or the errors above, ten times.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IAsyncEnumerable<ActivityEvent> FollowActivityAsync(
        this IUserService users, string userId, long afterSequence = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(userId);

        return new ActivityFollower(users, TimeProvider.System).FollowAsync(userId, afterSequence, cancellationToken);
    }

    /// <summary>
    /// Follows the activity of one user like <see cref="FollowActivityAsync(IUserService, string, long, CancellationToken)"/>, and sends
    /// the headers of a call each time the stream is opened: those that a gateway passes on.
    /// </summary>
    /// <param name="users">The service.</param>
    /// <param name="request">Whose events, and after which; <see cref="StreamActivityRequest.Follow"/> is taken to be true.</param>
    /// <param name="context">The headers, and the token that ends the following. There is no deadline.</param>
    /// <returns>The events.</returns>
    /// <exception cref="RpcException">As there.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IAsyncEnumerable<ActivityEvent> FollowActivityAsync(
        this IUserService users, StreamActivityRequest request, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(request);

        return new ActivityFollower(users, TimeProvider.System, context.CallOptions.Headers)
            .FollowAsync(request.UserId, request.AfterSequence, context.CancellationToken);
    }

    private static async IAsyncEnumerable<User> ListPagesAsync(
        IUserService users, ListUsersRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await ListPageAsync(users, request, cancellationToken).ConfigureAwait(false);
            foreach (var user in page.Users)
            {
                cancellationToken.ThrowIfCancellationRequested();

                yield return user;
            }

            request = request with { PageToken = page.NextPageToken };
        }
        while (request.PageToken.Length > 0);
    }

    private static async ValueTask<ListUsersResponse> ListPageAsync(
        IUserService users, ListUsersRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await users.ListUsersAsync(request, new CallOptions(cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
