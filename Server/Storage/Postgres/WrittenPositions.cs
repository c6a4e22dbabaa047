namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Up to where a standby must have replayed the log of the primary to know what this server has written. A position is read after the
/// write was answered, so that no write waits for it. Users share slots: a slot has the last position of all its users.
/// </summary>
internal sealed class WrittenPositions
{
    private const int Slots = 4096;

    // Of whoever reads many users.
    private const int All = Slots;

    private readonly Func<Task<long?>> _readPosition;
    private readonly Lock _changing = new();
    private readonly long[] _positions = new long[Slots + 1];
    private readonly int[] _unknown = new int[Slots + 1];
    private readonly Gatherer<List<int>> _written;

    /// <param name="readPosition">Reads the position of the primary, or returns null if the server stops. It does not throw.</param>
    public WrittenPositions(Func<Task<long?>> readPosition)
    {
        _readPosition = readPosition;
        _written = new Gatherer<List<int>>(1, Slots, SetAsync);
    }

    /// <summary>Notes that these users were written, or may have been.</summary>
    public void Add(IEnumerable<string> userIds)
    {
        var slots = userIds.Select(SlotOf).Append(All).Distinct().ToList();
        lock (_changing)
        {
            slots.ForEach(slot => _unknown[slot]++);
        }

        _written.TryAdd(slots);
    }

    /// <summary>Returns the position of these users, 0 if this server has not written them, or null if it is not known yet.</summary>
    public long? Of(IEnumerable<string> userIds) => LastOf(userIds.Select(SlotOf));

    /// <summary>Returns the position of all users, as <see cref="Of"/> does.</summary>
    public long? OfAll() => LastOf([All]);

    private static int SlotOf(string userId) => (int)((uint)userId.GetHashCode(StringComparison.Ordinal) % Slots);

    private long? LastOf(IEnumerable<int> slots)
    {
        var last = 0L;
        lock (_changing)
        {
            foreach (var slot in slots)
            {
                if (_unknown[slot] > 0)
                {
                    return null;
                }

                last = Math.Max(last, _positions[slot]);
            }
        }

        return last;
    }

    private async Task SetAsync(List<List<int>> written)
    {
        if (await _readPosition() is not { } position)
        {
            return;
        }

        lock (_changing)
        {
            foreach (var slot in written.SelectMany(slots => slots))
            {
                _positions[slot] = Math.Max(_positions[slot], position);
                _unknown[slot]--;
            }
        }
    }
}
