namespace CodeFirst.Server.Storage.Postgres;

/// <summary>
/// Runs work on whatever has gathered: the first item is not delayed, and those that arrive meanwhile go together.
/// </summary>
/// <param name="maxRuns">How many runs there are at a time.</param>
/// <param name="maxItems">How many items a run gets.</param>
/// <param name="work">Does it. It does not throw.</param>
internal sealed class Gatherer<T>(int maxRuns, int maxItems, Func<List<T>, Task> work)
{
    private readonly Lock _changing = new();
    private readonly Queue<T> _waiting = new();
    private int _runs;

    /// <summary>Adds an item, unless <paramref name="maxWaiting"/> wait already.</summary>
    public bool TryAdd(T item, int maxWaiting = int.MaxValue)
    {
        lock (_changing)
        {
            if (_waiting.Count >= maxWaiting)
            {
                return false;
            }

            _waiting.Enqueue(item);
            if (_runs == maxRuns)
            {
                return true;
            }

            _runs++;
        }

        // It may go on with the items of others, which are not of this caller's trace.
        using (ExecutionContext.SuppressFlow())
        {
            _ = RunAsync();
        }

        return true;
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } items)
        {
            await work(items);
        }
    }

    private List<T> Take()
    {
        lock (_changing)
        {
            var items = new List<T>();
            while (items.Count < maxItems && _waiting.TryDequeue(out var item))
            {
                items.Add(item);
            }

            if (items.Count == 0)
            {
                _runs--;
            }

            return items;
        }
    }
}
