using System.Collections.Concurrent;
using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// The users read last. Starting a read transaction costs SQLite several times what the rest of GetUser costs, so a user that is
/// asked for again is answered from here. It is exact: this process is the only one that writes the database, and every commit
/// passes through <see cref="Replace"/> before anyone learns of it.
/// </summary>
internal sealed class UserCache
{
    // Two generations hold at most twice as many users.
    private const int MaxUsersPerGeneration = 5_000;

    private readonly Lock _changing = new();

    // Hashes of the ids read last. A user is kept when it is read again: those read once would only push others out.
    private readonly int[] _readOnce = new int[16_384];
    private ConcurrentDictionary<string, User> _young = new();
    private ConcurrentDictionary<string, User> _old = new();
    private int _youngCount;
    private long _commits;

    /// <summary>Gets the number to hand to <see cref="Add"/>, taken before the read.</summary>
    public long Commits => Volatile.Read(ref _commits);

    public User? Find(string id)
    {
        if (Volatile.Read(ref _young).TryGetValue(id, out var user))
        {
            return user;
        }

        var commits = Commits;
        if (Volatile.Read(ref _old).TryGetValue(id, out user))
        {
            Add(user, commits);
        }

        return user;
    }

    /// <summary>Keeps a user that was read, unless a commit since <paramref name="commitsBeforeRead"/> may have made it old.</summary>
    public void Add(User user, long commitsBeforeRead)
    {
        var hash = user.Id.GetHashCode(StringComparison.Ordinal);
        ref var readOnce = ref _readOnce[hash & (_readOnce.Length - 1)];
        if (readOnce != hash)
        {
            readOnce = hash;

            return;
        }

        lock (_changing)
        {
            if (_commits == commitsBeforeRead)
            {
                Keep(user);
            }
        }
    }

    /// <summary>Takes over a commit: what the user is now, or null if it is gone.</summary>
    public void Replace(string id, User? user)
    {
        lock (_changing)
        {
            _old.TryRemove(id, out _);
            if (user is not null)
            {
                Keep(user);
            }
            else if (_young.TryRemove(id, out _))
            {
                _youngCount--;
            }

            // Last: who sees the new number finds no old user here.
            Volatile.Write(ref _commits, _commits + 1);
        }
    }

    // When the young generation is full it becomes the old one, and what nobody asked for since the last time is forgotten.
    private void Keep(User user)
    {
        if (!_young.TryAdd(user.Id, user))
        {
            _young[user.Id] = user;

            return;
        }

        _youngCount++;
        if (_youngCount > MaxUsersPerGeneration)
        {
            Volatile.Write(ref _old, _young);
            Volatile.Write(ref _young, new ConcurrentDictionary<string, User>());
            _youngCount = 0;
        }
    }
}
