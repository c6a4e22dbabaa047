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
    /// <para>When the stream is cut (restart or redeploy of the service, a reset on the way, the end of the time a platform gives to one
    /// stream), it is opened again after the last event handed out: first within a quarter of a second, then after twice the
    /// time, up to 30 seconds, each time with a random part, and never sooner than the server asks. An event, or a minute of standing,
    /// makes the next wait short again. UNAVAILABLE is tried for ever. CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED,
    /// ABORTED, INTERNAL and DATA_LOSS may be a cut or a fault that stays: the tenth of them in a row, without an event, is thrown.
    /// </para>
    /// <para>To go on in another process, store the <see cref="ActivityEvent.Sequence"/> of the last event you have dealt with.</para>
    /// <para>A silent user looks like a silent server. A connection that died without a word is found by the HTTP/2 pings of the
    /// client, and then opened again like any other.</para>
    /// </remarks>
    /// <param name="users">The service.</param>
    /// <param name="userId">The id of the user.</param>
    /// <param name="afterSequence">The sequence of the last event you have. Default: none.</param>
    /// <param name="cancellationToken">Ends the following. There is no deadline.</param>
    /// <returns>The events.</returns>
    /// <exception cref="RpcException">
    /// Following cannot go on: NOT_FOUND (there is no such user, or it was deleted), INVALID_ARGUMENT, UNAUTHENTICATED,
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
