using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Tests.Unit.Storage;

/// <summary>A store so simple that it is right: what the databases are compared with.</summary>
internal sealed class StoreModel : IUserStore, IActivityStore
{
    private readonly SortedDictionary<string, (User User, int Version)> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (User User, DateTimeOffset At)> _requests = [];
    private readonly List<ActivityEvent> _events = [];

    /// <summary>Gets the filters to list with, each with what it means.</summary>
    public static IReadOnlyDictionary<string, Func<User, bool>> Filters { get; } = new Dictionary<string, Func<User, bool>>
    {
        [""] = _ => true,
        ["role = admin"] = user => user.Role == "admin",
        ["role = \"\""] = user => user.Role == "",
        ["role = \"\\*\""] = user => user.Role == "*",
        ["role != admin"] = user => user.Role != "admin",
        ["name = änne"] = user => user.Name == "ÄNNE",
        ["name:\"%\" OR role = r_2"] = user => user.Name.Contains('%') || user.Role == "r_2",
        ["NOT email = *@b"] = user => !user.Email.EndsWith("@b", StringComparison.OrdinalIgnoreCase),
        ["lee role:*"] = user => user.Name == "bea lee" && user.Role.Length > 0,
        ["created_at > 2026-11-23T18:24:16.250Z"] = user => string.CompareOrdinal(user.CreatedAt, "2026-11-23T18:24:16.250Z") > 0,
    };

    public ReadOnlyMemory<byte> PageTokenKey => default;

    public ValueTask<User?> FindAsync(string id, CancellationToken cancellationToken) => new(Find(id));

    public ValueTask<UserPage> ListAsync(UserFilter? filter, string afterId, int size, CancellationToken cancellationToken)
    {
        var matches = Filters.Single(one => Equals(UserFilter.Parse(one.Key), filter)).Value;
        var all = _users.Values.Select(one => one.User).Where(matches).ToList();
        var after = all.Where(user => string.CompareOrdinal(user.Id, afterId) > 0).ToList();

        return new(new UserPage([.. after.Take(size)], after.Count > size, all.Count));
    }

    public ValueTask<User> CreateAsync(NewUser user, CancellationToken cancellationToken)
    {
        if (_requests.TryGetValue(user.RequestId, out var first) && first.At >= user.RepeatsSince)
        {
            return new(first.User);
        }

        CheckEmail(user.Email, user.Id);
        var at = Timestamps.ToText(user.At.ToUnixTimeMilliseconds());
        var created = new User
        {
            Id = user.Id,
            Name = user.Name,
            Email = user.Email,
            Role = user.Role,
            CreatedAt = at,
            UpdatedAt = at,
            ETag = ETag.Of(1),
        };
        _users.Add(user.Id, (created, 1));
        Append(user.Created);
        if (user.RequestId.Length > 0)
        {
            _requests[user.RequestId] = (created, user.At);
        }

        return new(created);
    }

    public ValueTask<User?> UpdateAsync(string id, Func<User, UserChange?> change, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } old || change(old) is not { } changed)
        {
            return new(Find(id));
        }

        CheckEmail(changed.Email, id);
        var version = _users[id].Version + 1;
        var user = old with
        {
            Name = changed.Name,
            Email = changed.Email,
            Role = changed.Role,
            UpdatedAt = Timestamps.ToText(changed.Updated.At.ToUnixTimeMilliseconds()),
            ETag = ETag.Of(version),
        };
        _users[id] = (user, version);
        Append(changed.Updated);

        return new(user);
    }

    public ValueTask<bool> DeleteAsync(string id, Action<User> check, CancellationToken cancellationToken)
    {
        if (Find(id) is { } user)
        {
            check(user);
        }

        _events.RemoveAll(one => one.UserId == id);

        return new(_users.Remove(id));
    }

    public ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken) =>
        new(Find(userId) is null
            ? null
            : [.. _events.Where(one => one.UserId == userId && one.Sequence > afterSequence).Take(limit)]);

    public ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken) =>
        new([.. events.TakeWhile(one => Find(one.UserId) is not null).Select(Append)]);

    private User? Find(string id) => _users.TryGetValue(id, out var one) ? one.User : null;

    private void CheckEmail(string email, string id)
    {
        if (_users.Values.Any(one => one.User.Id != id && one.User.Email.Equals(email, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EmailTakenException();
        }
    }

    private long Append(NewEvent added)
    {
        var stored = _events.Where(one => one.UserId == added.UserId).ToList();
        if (stored.Find(one => one.EventId == added.EventId) is { } first)
        {
            return first.Sequence;
        }

        _events.Add(new ActivityEvent
        {
            EventType = added.EventType,
            Description = added.Description,
            Timestamp = Timestamps.ToText(added.At.ToUnixTimeMilliseconds()),
            UserId = added.UserId,
            Sequence = stored.Count + 1,
            EventId = added.EventId,
        });

        return stored.Count + 1;
    }
}
