namespace CodeFirst.Calling.Calls;

/// <summary>
/// Spares a service that mostly fails the repeats, as gRPC's retry throttling does: a failure takes a token of a hundred, a success gives
/// a tenth of one back, and nothing is repeated while half of them are gone.
/// </summary>
internal sealed class RetryThrottle
{
    private const int Token = 10;
    private const int Max = 100 * Token;

    private int _tenths = Max;

    public bool IsActive => Volatile.Read(ref _tenths) <= Max / 2;

    public void Succeeded()
    {
        if (Volatile.Read(ref _tenths) < Max)
        {
            Add(1);
        }
    }

    public void Failed() => Add(-Token);

    private void Add(int tenths)
    {
        int before;
        do
        {
            before = Volatile.Read(ref _tenths);
        }
        while (Interlocked.CompareExchange(ref _tenths, Math.Clamp(before + tenths, 0, Max), before) != before);
    }
}
