using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage;

/// <summary>
/// Keeps what users do. Every event is on disk before its task ends.
/// Fails with <see cref="StoreUnavailableException"/>, <see cref="StoreFullException"/> or <see cref="StoreDamagedException"/>.
/// </summary>
internal interface IActivityStore
{
    /// <summary>
    /// Returns up to <paramref name="limit"/> events after <paramref name="afterSequence"/>, or null if no user has the id.
    /// </summary>
    ValueTask<IReadOnlyList<ActivityEvent>?> ReadAsync(
        string userId, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the events in their order, up to the first whose user is unknown, and returns the sequences of those stored: fewer
    /// than events if it met one. An event whose id the user already has is not stored again and has its first sequence.
    /// </summary>
    ValueTask<IReadOnlyList<long>> AppendAsync(IReadOnlyList<NewEvent> events, CancellationToken cancellationToken);
}
