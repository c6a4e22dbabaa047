namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>Random decisions, read from numbers that CsCheck made, so that its seed brings them back.</summary>
internal sealed class Choices(int[] numbers)
{
    private int _next;

    /// <summary>A number from zero to the limit, which is not included.</summary>
    public int Below(int limit) => numbers[_next++ % numbers.Length] % limit;

    public bool Once(int outOf) => Below(outOf) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
