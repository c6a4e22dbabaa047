using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Server.Activity;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;
using ProtoBuf.Grpc;

namespace CodeFirst.Server.Users;

/// <summary>The rules of the contract.</summary>
internal sealed class UserService(
    IUserStore users,
    ActivityFollower follower,
    ActivityRecorder recorder,
    ActivityStreams streams,
    StoreDamage damage,
    TimeProvider clock)
    : IUserService
{
    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 1000;

    private static readonly TimeSpan RequestIdsAreKept = TimeSpan.FromHours(24);

    public async ValueTask<User> GetUserAsync(GetUserRequest request, CallContext context = default)
    {
        CheckId("id", request.Id);

        return await users.FindAsync(request.Id, context.CancellationToken) ?? throw Errors.UserNotFound(request.Id);
    }

    public async ValueTask<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CallContext context = default)
    {
        var violations = new FieldViolations();
        if (request.PageSize < 0)
        {
            violations.Add("page_size", "Must not be negative.");
        }

        var filter = ParseFilter(request.Filter, violations);
        var afterId = ParsePageToken(request, violations);

        violations.ThrowIfAny();

        var size = request.PageSize == 0 ? DefaultPageSize : Math.Min(request.PageSize, MaxPageSize);
        var page = await users.ListAsync(filter, afterId, size, context.CancellationToken);

        return new ListUsersResponse
        {
            Users = page.Users,
            NextPageToken = page.HasMore ? PageToken.Create(users.PageTokenKey.Span, request.Filter, page.Users[^1].Id) : "",
            TotalCount = (int)Math.Min(page.TotalCount, int.MaxValue),
        };
    }

    public async ValueTask<User> CreateUserAsync(CreateUserRequest request, CallContext context = default)
    {
        var violations = new FieldViolations();
        var name = UserFields.Name(request.Name, violations);
        var email = UserFields.Email(request.Email, violations);
        var role = UserFields.Role(request.Role, violations);
        var requestId = UserFields.RequestId(request.RequestId, violations);
        violations.ThrowIfAny();
        damage.ThrowIfFound();

        var now = clock.GetUtcNow();
        var id = UserFields.NewId(now);
        var created = new NewEvent(id, ActivityFields.NewEventId(now), "user.created", "The user was created.", now);
        var user = await UniqueAsync(users.CreateAsync(
            new NewUser(id, name, email, role, now, requestId, now - RequestIdsAreKept, created), context.CancellationToken));

        return (user.Name, user.Email, user.Role) == (name, email, role)
            ? user
            : throw RpcErrors.InvalidArgument("request_id", "Was used within 24 hours to create another user. Use a new one for every user.");
    }

    public async ValueTask<User> UpdateUserAsync(UpdateUserRequest request, CallContext context = default)
    {
        var violations = new FieldViolations();
        violations.CheckId("id", request.Id);
        var name = request.Name is null ? null : UserFields.Name(request.Name, violations);
        var email = request.Email is null ? null : UserFields.Email(request.Email, violations);
        var role = request.Role is null ? null : UserFields.Role(request.Role, violations);
        violations.ThrowIfAny();
        damage.ThrowIfFound();

        var now = clock.GetUtcNow();

        return await UniqueAsync(users.UpdateAsync(request.Id, Change, context.CancellationToken)) ?? throw Errors.UserNotFound(request.Id);

        UserChange? Change(User user)
        {
            CheckETag(user, request.ETag);
            var changed = user with { Name = name ?? user.Name, Email = email ?? user.Email, Role = role ?? user.Role };
            if (changed == user)
            {
                return null;
            }

            string[] fields =
            [
                .. changed.Name == user.Name ? [] : new[] { "name" },
                .. changed.Email == user.Email ? [] : new[] { "email" },
                .. changed.Role == user.Role ? [] : new[] { "role" },
            ];
            var updated = new NewEvent(
                user.Id, ActivityFields.NewEventId(now), "user.updated", $"Changed: {string.Join(", ", fields)}.", now);

            return new UserChange(changed.Name, changed.Email, changed.Role, updated);
        }
    }

    public async ValueTask<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CallContext context = default)
    {
        CheckId("id", request.Id);
        damage.ThrowIfFound();

        return await users.DeleteAsync(request.Id, user => CheckETag(user, request.ETag), context.CancellationToken)
            ? new DeleteUserResponse()
            : throw Errors.UserNotFound(request.Id);
    }

    public IAsyncEnumerable<ActivityEvent> StreamUserActivityAsync(StreamActivityRequest request, CallContext context = default)
    {
        var violations = new FieldViolations();
        violations.CheckId("user_id", request.UserId);
        if (request.AfterSequence < 0)
        {
            violations.Add("after_sequence", "Must not be negative.");
        }

        violations.ThrowIfAny();

        return streams.UntilStoppingAsync(
            cancellationToken => request.Follow
                ? follower.FollowAsync(request.UserId, request.AfterSequence, cancellationToken)
                : follower.ReplayAsync(request.UserId, request.AfterSequence, cancellationToken),
            context);
    }

    public IAsyncEnumerable<RecordActivityResponse> RecordActivityAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, CallContext context = default) =>
        streams.UntilStoppingAsync(cancellationToken => recorder.RecordAsync(requests, cancellationToken), context);

    private static void CheckId(string field, string id)
    {
        var violations = new FieldViolations();
        violations.CheckId(field, id);
        violations.ThrowIfAny();
    }

    private static void CheckETag(User user, string etag)
    {
        if (etag.Length > 0 && etag != user.ETag)
        {
            throw Errors.StaleETag(user.Id);
        }
    }

    private static UserFilter? ParseFilter(string text, FieldViolations violations)
    {
        try
        {
            return UserFilter.Parse(text);
        }
        catch (UserFilterException exception)
        {
            violations.Add("filter", exception.Message);

            return null;
        }
    }

    private string ParsePageToken(ListUsersRequest request, FieldViolations violations)
    {
        if (request.PageToken.Length == 0)
        {
            return "";
        }

        if (PageToken.TryParse(users.PageTokenKey.Span, request.PageToken, request.Filter, out var lastId, out var failure))
        {
            return lastId;
        }

        violations.Add("page_token", failure == PageTokenFailure.OtherFilter
            ? "Belongs to a list with another filter. Send the filter it came with, or no token to start anew."
            : "Is not a next_page_token of ListUsers. Send one as it came, or none to start anew.");

        return "";
    }

    private static async ValueTask<T> UniqueAsync<T>(ValueTask<T> change)
    {
        try
        {
            return await change;
        }
        catch (EmailTakenException)
        {
            throw Errors.EmailTaken();
        }
    }
}
