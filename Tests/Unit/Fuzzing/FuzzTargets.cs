namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>All targets, for the tests here and for <c>Tests/Fuzz</c>.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        JsonTargets.Body,
        JsonTargets.Wire,
        FilterTarget.Target,
        PageTokenTarget.Target,
        PathTarget.Target,
        DescriptorTargets.Transcoded,
        DescriptorTargets.Released,
        MessageTargets.Requests,
        MessageTargets.Derived,
        ToolMessageTarget.Target,
    ];

    public static FuzzTarget Find(string name) =>
        All.SingleOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"'{name}' is no target. Choose one: {string.Join(", ", All)}.", nameof(name));
}
