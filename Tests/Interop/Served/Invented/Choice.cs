namespace CodeFirst.Tests.Interop.Served.Invented;

/// <summary>What a seed decides.</summary>
internal sealed class Choice(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int limit) => _random.Next(limit);

    public bool OneIn(int cases) => _random.Next(cases) == 0;

    public T Of<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
