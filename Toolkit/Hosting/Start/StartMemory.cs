using System.Runtime;

namespace CodeFirst.Hosting.Start;

/// <summary>
/// Keeps the garbage collector away from the start of a program. Nearly everything that a start makes is kept, so a collection in the
/// middle of it frees little, and takes a fifth of the time until the first answer.
/// </summary>
internal sealed class StartMemory
{
    // More than a start of the user service allocates. If a start takes more, the collector comes as always.
    private const long Bytes = 16 << 20;

    // The first collection comes at once when this is over: not while the first call waits.
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    private static int _isUsed;

    private readonly bool _isHeld = Interlocked.Exchange(ref _isUsed, 1) == 0 && TryHold();

    /// <summary>Lets the collector work again, soon.</summary>
    public async Task ReleaseAsync()
    {
        await Task.Delay(AfterStart);
        if (_isHeld && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }
    }

    private static bool TryHold()
    {
        try
        {
            return GC.TryStartNoGCRegion(Bytes, disallowFullBlockingGC: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            return false; // the process may not have that much
        }
    }
}
