using CodeFirst.Contracts;
using CodeFirst.Server.Users.Filters;

namespace CodeFirst.Server.Storage;

/// <summary>
/// Keeps the users. Every change is on disk before its task ends, and is seen by every read of this server that starts after that.
/// Fails with <see cref="StoreUnavailableException"/>, <see cref="StoreFullException"/> or <see cref="StoreDamagedException"/>.
/// </summary>
internal interface IUserStore
{
    /// <summary>Gets 32 secret bytes that belong to the database: what is signed with them outlives the process.</summary>
    ReadOnlyMemory<byte> PageTokenKey { get; }

    /// <summary>Returns the user, or null.</summary>
    ValueTask<User?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Returns up to <paramref name="size"/> users whose id is after <paramref name="afterId"/>, and how many match in all.
    /// </summary>
    ValueTask<UserPage> ListAsync(UserFilter? filter, string afterId, int size, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the user and its first event. If the request id was used after <see cref="NewUser.RepeatsSince"/>, stores nothing and
    /// returns the user of that first request as it was created. Throws <see cref="EmailTakenException"/>.
    /// </summary>
    ValueTask<User> CreateAsync(NewUser user, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the user, asks <paramref name="change"/> what to make of it, and stores that with its event, all in one transaction.
    /// Returns the user as it is then, or null if there is none. What <paramref name="change"/> throws undoes everything and comes
    /// out here. Throws <see cref="EmailTakenException"/>.
    /// </summary>
    ValueTask<User?> UpdateAsync(string id, Func<User, UserChange?> change, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the user and the user's events. Returns whether there was one. What <paramref name="check"/> throws undoes everything
    /// and comes out here.
    /// </summary>
    ValueTask<bool> DeleteAsync(string id, Action<User> check, CancellationToken cancellationToken);
}
