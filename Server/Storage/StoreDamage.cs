namespace CodeFirst.Server.Storage;

/// <summary>Whether the store was found to be damaged. From then on, until the server starts anew, it only reads.</summary>
internal sealed class StoreDamage(IStoreDescription store, ILogger<StoreDamage> logger)
{
    private StoreDamagedException? _found;

    public bool IsFound => Volatile.Read(ref _found) is not null;

    /// <summary>Notes the damage. Only the first is logged: what the operator must do is the same for all.</summary>
    public void Report(StoreDamagedException damage)
    {
        if (Interlocked.CompareExchange(ref _found, damage, null) is null)
        {
            logger.Damaged(store.Description, damage.InnerException!.Message);
        }
    }

    /// <summary>Refuses a write to a store that is damaged.</summary>
    public void ThrowIfFound()
    {
        if (Volatile.Read(ref _found) is { } found)
        {
            throw new StoreDamagedException(found.InnerException!);
        }
    }
}
