using CodeFirst.Contracts;
using Microsoft.Extensions.Caching.Memory;

namespace CodeFirst.Server.Storage.Sqlite;

/// <summary>
/// The users read last. Starting a read transaction costs SQLite several times what the rest of GetUser costs, so a user that is
/// asked for again is answered from here. It is exact: this process is the only one that writes the database, and every commit
/// passes through <see cref="Replace"/> before anyone learns of it.
/// </summary>
internal sealed class UserCache : IDisposable
{
    private const int MaxUsers = 10_000;

    private readonly MemoryCache _users = new(new MemoryCacheOptions { SizeLimit = MaxUsers });
    private readonly Lock _changing = new();
    private long _commits;

    /// <summary>Gets the number to hand to <see cref="Add"/>, taken before the read.</summary>
    public long Commits => Volatile.Read(ref _commits);

    public User? Find(string id) => _users.TryGetValue(id, out User? user) ? user : null;

    /// <summary>Keeps a user that was read, unless a commit since then may have made it old.</summary>
    public void Add(User user, long commitsBeforeRead)
    {
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
            _commits++;
            if (user is null)
            {
                _users.Remove(id);
            }
            else
            {
                Keep(user);
            }
        }
    }

    public void Dispose() => _users.Dispose();

    private void Keep(User user) => _users.Set(user.Id, user, new MemoryCacheEntryOptions { Size = 1 });
}
